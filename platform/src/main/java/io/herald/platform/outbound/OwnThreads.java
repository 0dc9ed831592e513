package io.herald.platform.outbound;

import java.util.concurrent.ThreadFactory;

/**
 * Threads of our own that may be started from within a request: they do not keep the class loader
 * of the web application they happened to be started in.
 */
final class OwnThreads {
  private OwnThreads() {}

  static ThreadFactory named(String prefix) {
    ThreadFactory daemons = Thread.ofPlatform().name(prefix, 0).daemon().factory();
    return work -> {
      Thread thread = daemons.newThread(work);
      thread.setContextClassLoader(OwnThreads.class.getClassLoader());
      return thread;
    };
  }
}

package io.herald.server;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Where log lines go: for the demo a file, so that its console stays calm; else standard error. */
final class Logging {
  private Logging() {}

  /** To be called before anything logs. */
  static void begin(Command command, Path file) {
    if (command == Command.DEMO) {
      System.setProperty("logback.configurationFile", "io/herald/server/logback-demo.xml");
      System.setProperty("herald.log", file.toAbsolutePath().toString());
    }
    // Tomcat and the JDK log through java.util.logging
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}

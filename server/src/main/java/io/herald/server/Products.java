package io.herald.server;

import io.herald.platform.access.AccessSettings;
import io.herald.platform.config.Settings;
import io.herald.server.demo.Demo;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Each command's product, put together and started. */
final class Products {
  /** Callers on this machine may use plain HTTP, passwords and session tokens alone (SEC-10). */
  private static final String LOOPBACK_ZONE =
      "loopback 127.0.0.0/8 ::1/128 allowHTTP allowUserPassword sessionTokenOnly";

  private final Settings settings;
  private final Credentials credentials;
  private final Clock clock;
  private final SecureRandom random;
  private final PrintStream out;

  Products(
      Settings settings,
      Credentials credentials,
      Clock clock,
      SecureRandom random,
      PrintStream out) {
    this.settings = settings;
    this.credentials = credentials;
    this.clock = clock;
    this.random = random;
    this.out = out;
  }

  /**
   * What a product suggests where nobody set anything else.
   *
   * @param first the settings as far as they are known without these
   */
  static Map<String, String> defaults(Command command, Credentials credentials, Settings first) {
    Map<String, String> defaults = new HashMap<>();
    defaults.put(AccessSettings.LINK_SECRET.key(), credentials.linkSecret());
    if (command == Command.DEMO || command == Command.STANDALONE) {
      defaults.put(AccessSettings.ZONES.key(), LOOPBACK_ZONE);
    }
    if (command == Command.DEMO) {
      defaults.putAll(Demo.defaults(first));
    }
    return defaults;
  }

  /** Starts the product of this command; returns when it is ready. */
  void start(Command command, boolean samples, Lifetime lifetime) throws Exception {
    switch (command) {
      case DEMO -> new Demo(settings, credentials, clock, random, out).run(lifetime, samples);
      case STANDALONE -> {
        Standalone both = lifetime.start(new Standalone(settings, credentials, clock, random));
        ready("Control", both.controlUrl().toString());
        ready("Execution", both.executionUrl().toString());
      }
      case CONTROL -> {
        Databases databases =
            lifetime.start(
                new Databases(settings, Map.of("control", ServerSettings.CONTROL_DATABASE)));
        ControlRole control =
            lifetime.start(
                new ControlRole(
                    settings, () -> databases.address("control"), credentials, clock, random));
        ready("Control", control.url().toString());
      }
      case EXECUTION -> {
        Databases databases =
            lifetime.start(
                new Databases(
                    settings, Map.of(ExecutionRole.DATABASE, ServerSettings.EXECUTION_DATABASE)));
        ExecutionRole execution =
            lifetime.start(new ExecutionRole(settings, databases, credentials, clock, random));
        ready("Execution", execution.url().toString());
      }
    }
    if (command != Command.DEMO) {
      ready("Credentials", credentials.file().toString());
      out.println("READY");
    }
  }

  private void ready(String what, String where) {
    out.printf("%-12s%s%n", what, where);
  }
}

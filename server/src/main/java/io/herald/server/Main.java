package io.herald.server;

import io.herald.platform.config.Settings;
import io.herald.platform.config.SettingsException;
import io.herald.platform.database.embedded.DirectoryLock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * {@code demo}, {@code standalone}, {@code control}, {@code execution} and {@code help}.
 *
 * <p>Exit status: 0 after SIGTERM or help, 1 when the product could not start, 2 when the command
 * line or a setting is not understood.
 */
public final class Main {
  private static final String CONFIG_VARIABLE = "HERALD_CONFIG";
  private static final Path CONFIG_HERE = Path.of("herald.properties");

  private final CommandLine line;
  private final PrintStream out;
  private final PrintStream err;

  private Main(CommandLine line, PrintStream out, PrintStream err) {
    this.line = line;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] words) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    switch (CommandLine.read(List.of(words))) {
      case CommandLine.Reading.Understood(CommandLine line) ->
          System.exit(new Main(line, out, err).run());
      case CommandLine.Reading.HelpWanted(String text) -> out.print(text);
      case CommandLine.Reading.Refused(String message) -> {
        err.println(message);
        System.exit(2);
      }
    }
  }

  private int run() {
    try {
      // read twice: the folder decides which credentials are the defaults of the second reading
      Settings first = settings(Map.of());
      Path folder = first.get(ServerSettings.DIR);
      createFolder(folder);
      Path log = folder.resolve("herald.log");
      Logging.begin(line.command(), log);
      try (DirectoryLock _ = DirectoryLock.take(folder)) {
        SecureRandom random = new SecureRandom();
        Credentials credentials = Credentials.in(folder, random);
        Settings settings = settings(Products.defaults(line.command(), credentials, first));
        Clock clock = Clock.systemUTC();
        return start(new Products(settings, credentials, clock, random, out), log);
      }
    } catch (SettingsException e) {
      e.problems().forEach(problem -> err.println("Settings: " + problem));
      return 2;
    } catch (IOException e) {
      err.println(inWords(e));
      return 1;
    }
  }

  private int start(Products products, Path log) {
    Lifetime lifetime = Lifetime.ofProcess();
    try {
      products.start(line.command(), line.samples(), lifetime);
      lifetime.awaitEnd();
      return 0;
    } catch (Exception | Error e) { // an error would end this thread alone, with status 0
      if (lifetime.isEnding()) {
        return 0;
      }
      LoggerFactory.getLogger(Main.class).error("{} could not start", line.command().word(), e);
      err.println();
      err.println(inWords(e));
      if (Files.exists(log)) {
        err.println("More is in " + log + ".");
      }
      lifetime.end();
      return 1;
    }
  }

  private Settings settings(Map<String, String> suggested) {
    Map<String, String> defaults = new HashMap<>(suggested);
    defaults.put(ServerSettings.DIR.key(), line.command().folder());
    return Settings.load(
        KnownSettings.withDefaults(defaults), config(), System.getenv(), line.settings());
  }

  private @Nullable Path config() {
    String variable = System.getenv(CONFIG_VARIABLE);
    if (line.config() != null) {
      return line.config();
    }
    if (variable != null && !variable.isBlank()) {
      return Path.of(variable);
    }
    // the demo is for looking, and must not work on what a file here says of a real installation
    return line.command() != Command.DEMO && Files.exists(CONFIG_HERE) ? CONFIG_HERE : null;
  }

  private static void createFolder(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }

  private static String inWords(Throwable problem) {
    String message = problem.getMessage();
    // that of an error is for those who know its class: of a missing class it is the bare name
    return message == null || message.isBlank() || problem instanceof Error
        ? problem.toString()
        : message;
  }
}

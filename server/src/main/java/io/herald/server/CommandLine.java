package io.herald.server;

import io.herald.control.ControlSettings;
import io.herald.execution.ExecutionSettings;
import io.herald.execution.deliver.email.SmtpSettings;
import io.herald.platform.config.Nearest;
import io.herald.server.Command.Flag;
import io.herald.server.inbox.InboxSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A command line, understood.
 *
 * @param settings what its flags come to, by key; {@code --set} wins over the flags that are a
 *     short form of settings
 * @param config the settings file it names; null when it names none
 * @param samples whether sample events are wanted
 */
record CommandLine(
    Command command, Map<String, String> settings, @Nullable Path config, boolean samples) {

  /** What reading a command line comes to. */
  sealed interface Reading {
    /** Do this. */
    record Understood(CommandLine line) implements Reading {}

    /** Somebody asked for help. */
    record HelpWanted(String text) implements Reading {}

    /** Not understood; the message says what is expected. */
    record Refused(String message) implements Reading {}
  }

  private static final int PORTS = 5;
  private static final int LOWEST_BASE = 1024;
  private static final int HIGHEST_BASE = 65535 - PORTS + 1;

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+)):(\\d{1,5})");

  /** Reads the words behind the name of the program. */
  static Reading read(List<String> words) {
    if (words.isEmpty()) {
      return new Reading.Refused("Say what to do.\n\n" + help());
    }
    String first = words.getFirst();
    if (first.equals("help") || first.equals("--help") || first.equals("-h")) {
      return helpOn(words.subList(1, words.size()));
    }
    Optional<Command> command = Command.of(first);
    if (command.isEmpty()) {
      List<String> known = Arrays.stream(Command.values()).map(Command::word).toList();
      return new Reading.Refused(
          "There is no command " + first + nearest(first, known) + "\n\n" + help());
    }
    return new Reader(command.get()).read(words.subList(1, words.size()));
  }

  private static Reading helpOn(List<String> words) {
    if (words.equals(List.of("settings"))) {
      return new Reading.HelpWanted(KnownSettings.reference());
    }
    return words.isEmpty()
        ? new Reading.HelpWanted(help())
        : Command.of(words.getFirst())
            .<Reading>map(command -> new Reading.HelpWanted(help(command)))
            .orElseGet(() -> new Reading.HelpWanted(help()));
  }

  private static String help() {
    return Arrays.stream(Command.values())
            .map(command -> "  %-12s%s%n".formatted(command.word(), command.meaning()))
            .collect(Collectors.joining("", "Commands:\n", ""))
        + "  %-12s%s%n"
            .formatted("help", "This; help COMMAND tells its flags, help settings all settings");
  }

  private static String help(Command command) {
    return command.flags().stream()
        .map(flag -> "  %-22s%s%n".formatted(flag.word() + " " + flag.value(), flag.meaning()))
        .collect(
            Collectors.joining(
                "",
                command.word() + ": " + command.meaning() + ".\n\n",
                "\nWithout --dir it uses " + command.folder() + ".\n"));
  }

  private static String nearest(String word, List<String> known) {
    return Nearest.to(word, known).map(near -> "; did you mean " + near + "?").orElse(".");
  }

  /** Reads the flags of one command. Used once. */
  private static final class Reader {
    private final Command command;
    private final Map<String, String> shortForms = new HashMap<>();
    private final Map<String, String> sets = new HashMap<>();
    private @Nullable Path config;
    private boolean samples = true;

    Reader(Command command) {
      this.command = command;
    }

    Reading read(List<String> words) {
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        String name = equals < 0 ? word : word.substring(0, equals);
        Optional<Flag> flag =
            command.flags().stream().filter(known -> known.word().equals(name)).findFirst();
        if (name.equals("-h") || flag.equals(Optional.of(Flag.HELP))) {
          return new Reading.HelpWanted(help(command));
        }
        if (flag.isEmpty()) {
          return new Reading.Refused(unknown(name));
        }
        String value = "";
        if (!flag.get().value().isEmpty()) {
          if (equals < 0 && ++i == words.size()) {
            return new Reading.Refused(name + " needs a value: " + name + " " + flag.get().value());
          }
          value = equals < 0 ? words.get(i) : word.substring(equals + 1);
        } else if (equals >= 0) {
          return new Reading.Refused(name + " takes no value.");
        }
        Optional<String> problem = take(flag.get(), value);
        if (problem.isPresent()) {
          return new Reading.Refused(problem.get());
        }
      }
      Map<String, String> settings = new HashMap<>(shortForms);
      settings.putAll(sets);
      return new Reading.Understood(
          new CommandLine(command, Map.copyOf(settings), config, samples));
    }

    private String unknown(String name) {
      List<String> known = command.flags().stream().map(Flag::word).toList();
      return name.startsWith("-")
          ? command.word()
              + " does not know "
              + name
              + nearest(name, known)
              + " `help "
              + command.word()
              + "` tells its flags."
          : command.word() + " takes flags only, not " + name + ".";
    }

    private Optional<String> take(Flag flag, String value) {
      return switch (flag) {
        case DIR ->
            path(flag, value)
                .map(Optional::of)
                .orElseGet(
                    () -> {
                      shortForms.put(ServerSettings.DIR.key(), value);
                      return Optional.empty();
                    });
        case CONFIG ->
            path(flag, value)
                .map(Optional::of)
                .orElseGet(
                    () -> {
                      config = Path.of(value);
                      return Optional.empty();
                    });
        case PORT_BASE -> ports(value);
        case RELAY -> relay(value);
        case SET -> set(value);
        case NO_SAMPLE -> {
          samples = false;
          yield Optional.empty();
        }
        case HELP -> Optional.empty();
      };
    }

    private static Optional<String> path(Flag flag, String value) {
      try {
        return value.isBlank() || Path.of(value).toString().isEmpty()
            ? Optional.of(flag.word() + " needs a " + flag.value().toLowerCase(Locale.ROOT))
            : Optional.empty();
      } catch (InvalidPathException e) {
        return Optional.of(flag.word() + " is no name a file can have: " + e.getReason());
      }
    }

    private Optional<String> ports(String value) {
      if (!value.matches("\\d{1,5}")
          || Integer.parseInt(value) < LOWEST_BASE
          || Integer.parseInt(value) > HIGHEST_BASE) {
        return Optional.of(
            "--port-base expects a port from %d to %d: it and the four behind it are used."
                .formatted(LOWEST_BASE, HIGHEST_BASE));
      }
      int base = Integer.parseInt(value);
      shortForms.put(ControlSettings.PORT.key(), Integer.toString(base));
      shortForms.put(ExecutionSettings.PORT.key(), Integer.toString(base + 1));
      shortForms.put(InboxSettings.WEB_PORT.key(), Integer.toString(base + 2));
      shortForms.put(InboxSettings.SMTP_PORT.key(), Integer.toString(base + 3));
      shortForms.put(ServerSettings.POSTGRES_PORT.key(), Integer.toString(base + 4));
      return Optional.empty();
    }

    private Optional<String> relay(String value) {
      Matcher relay = HOST_AND_PORT.matcher(value);
      if (!relay.matches()
          || Integer.parseInt(relay.group(3)) < 1
          || Integer.parseInt(relay.group(3)) > 65535) {
        return Optional.of("--relay expects HOST:PORT, for example localhost:25 or [::1]:2525.");
      }
      String host = relay.group(1) == null ? relay.group(2) : relay.group(1);
      shortForms.put(SmtpSettings.HOST.key(), host);
      shortForms.put(SmtpSettings.PORT.key(), relay.group(3));
      return Optional.empty();
    }

    private Optional<String> set(String value) {
      int equals = value.indexOf('=');
      if (equals < 1) {
        return Optional.of("--set expects KEY=VALUE, for example --set execution.http.port=9500.");
      }
      String key = value.substring(0, equals).strip();
      return sets.putIfAbsent(key, value.substring(equals + 1)) == null
          ? Optional.empty()
          : Optional.of("--set gives " + key + " twice.");
    }
  }
}

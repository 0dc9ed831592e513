package io.herald.server;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Herald can be told to do. */
enum Command {
  DEMO(
      "demo",
      "Everything in one process, with an inbox, two sample messages and two sample events",
      ".herald/demo",
      Set.of(Flag.DIR, Flag.PORT_BASE, Flag.NO_SAMPLE, Flag.RELAY)),
  STANDALONE(
      "standalone",
      "Control and execution in one process",
      ".herald/standalone",
      Set.of(Flag.DIR, Flag.PORT_BASE, Flag.RELAY)),
  CONTROL(
      "control",
      "A control instance: design, preview and publish messages",
      ".herald/control",
      Set.of(Flag.DIR)),
  EXECUTION(
      "execution",
      "An execution instance: take events in, send messages out",
      ".herald/execution",
      Set.of(Flag.DIR, Flag.RELAY));

  /** A flag of the command line. */
  enum Flag {
    DIR("--dir", "FOLDER", "Where data, credentials and the log are kept"),
    PORT_BASE(
        "--port-base", "PORT", "First of five ports: control, execution, inbox, SMTP, PostgreSQL"),
    NO_SAMPLE("--no-sample", "", "Do not push the two sample events"),
    RELAY("--relay", "HOST:PORT", "Send mails to this SMTP server"),
    SET("--set", "KEY=VALUE", "Change a setting; may be repeated. `help settings` lists them"),
    CONFIG("--config", "FILE", "Read settings from this file"),
    HELP("--help", "", "Show this");

    private final String word;
    private final String value;
    private final String meaning;

    Flag(String word, String value, String meaning) {
      this.word = word;
      this.value = value;
      this.meaning = meaning;
    }

    /** As it is written. */
    String word() {
      return word;
    }

    /** What its value is called; empty for a flag without a value. */
    String value() {
      return value;
    }

    String meaning() {
      return meaning;
    }
  }

  private static final List<Flag> OF_ALL = List.of(Flag.SET, Flag.CONFIG, Flag.HELP);

  private final String word;
  private final String meaning;
  private final String folder;
  private final Set<Flag> own;

  Command(String word, String meaning, String folder, Set<Flag> own) {
    this.word = word;
    this.meaning = meaning;
    this.folder = folder;
    this.own = own;
  }

  String word() {
    return word;
  }

  String meaning() {
    return meaning;
  }

  /** Where it keeps its data unless told otherwise. */
  String folder() {
    return folder;
  }

  /** The flags it knows, in the order they are explained. */
  List<Flag> flags() {
    return Arrays.stream(Flag.values())
        .filter(flag -> own.contains(flag) || OF_ALL.contains(flag))
        .toList();
  }

  static Optional<Command> of(String word) {
    return Arrays.stream(values()).filter(command -> command.word.equals(word)).findFirst();
  }
}

package io.herald.platform.config;

import java.util.List;

/** Settings that cannot be used: all that is wrong with them at once, in the operator's words. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  SettingsException(List<String> problems) {
    super("Settings: " + String.join("\nSettings: ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each; without the values of secret settings. */
  public List<String> problems() {
    return problems;
  }
}

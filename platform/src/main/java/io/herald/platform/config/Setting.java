package io.herald.platform.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One setting an operator can change: its key, what it means, its default and how its text is read.
 *
 * <p>Packages declare theirs as constants; {@link Settings} knows the ones it was given and refuses
 * all others.
 *
 * @param key dotted, lower case, for example {@code execution.http.port}
 * @param meaning one sentence for the reference page, with unit and bounds
 * @param defaultText the default as an operator would write it; empty text means "not set"
 * @param parser reads the text; throws IllegalArgumentException with a message that says what is
 *     expected, and does not repeat the text
 * @param secret whether its value must never be printed
 */
public record Setting<T>(
    String key, String meaning, String defaultText, Function<String, T> parser, boolean secret) {
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)+");

  public Setting {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "a key is at least two words of lower case letters, digits and hyphens with dots between: "
              + key);
    }
  }

  /** A setting whose value may be printed. */
  public Setting(String key, String meaning, String defaultText, Function<String, T> parser) {
    this(key, meaning, defaultText, parser, false);
  }

  /** Free text. */
  public static Setting<String> text(String key, String defaultText, String meaning) {
    return new Setting<>(key, meaning, defaultText, text -> text);
  }

  /** A whole number within bounds, both included. */
  public static Setting<Integer> number(
      String key, int defaultValue, int min, int max, String meaning) {
    return new Setting<>(
        key,
        meaning,
        Integer.toString(defaultValue),
        text -> {
          try {
            int value = Integer.parseInt(text.strip());
            if (value >= min && value <= max) {
              return value;
            }
          } catch (NumberFormatException e) {
            // falls through to the one message below
          }
          throw new IllegalArgumentException("expects a whole number from " + min + " to " + max);
        });
  }

  /** {@code true} or {@code false}. */
  public static Setting<Boolean> flag(String key, boolean defaultValue, String meaning) {
    return new Setting<>(
        key,
        meaning,
        Boolean.toString(defaultValue),
        text ->
            switch (text.strip()) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("expects true or false");
            });
  }

  /** A length of time: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h}, {@code 5d}. */
  public static Setting<Duration> duration(String key, String defaultText, String meaning) {
    return new Setting<>(key, meaning, defaultText, Durations::parse);
  }

  /** A file or folder; relative to the folder Herald was started in. */
  public static Setting<Path> path(String key, String defaultText, String meaning) {
    return new Setting<>(
        key,
        meaning,
        defaultText,
        text -> {
          try {
            return Path.of(text);
          } catch (InvalidPathException e) {
            throw new IllegalArgumentException("expects the path of a file or folder", e);
          }
        });
  }

  /** One of a few words; upper or lower case does not matter. */
  public static <E extends Enum<E>> Setting<E> choice(String key, E defaultValue, String meaning) {
    Class<E> type = defaultValue.getDeclaringClass();
    return new Setting<>(
        key,
        meaning,
        word(defaultValue),
        text -> {
          for (E value : type.getEnumConstants()) {
            if (word(value).equalsIgnoreCase(text.strip())) {
              return value;
            }
          }
          throw new IllegalArgumentException(
              "expects one of "
                  + Arrays.stream(type.getEnumConstants())
                      .map(Setting::word)
                      .collect(Collectors.joining(", ")));
        });
  }

  /** The same setting with a value that is never printed: a password, a key, a URL with either. */
  public Setting<T> asSecret() {
    return new Setting<>(key, meaning, defaultText, parser, true);
  }

  /** Its name among environment variables, for example {@code HERALD_EXECUTION_HTTP_PORT}. */
  public String variable() {
    return "HERALD_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

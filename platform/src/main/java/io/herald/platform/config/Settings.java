package io.herald.platform.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force: immutable, safe for use by many threads. Flags win over environment
 * variables, these over the file, and that over the defaults.
 */
public final class Settings {
  /**
   * Variables with our prefix that are read before any setting: by the launcher, or to find the
   * file.
   */
  private static final Set<String> NOT_SETTINGS =
      Set.of("HERALD_HOME", "HERALD_JAVA_HOME", "HERALD_JAVA_OPTS", "HERALD_CONFIG");

  private static final int LONGEST_ECHO = 60;

  private final Map<String, Object> values;
  private final Map<String, String> texts;
  private final @Nullable Origin origin;

  private Settings(Map<String, Object> values, Map<String, String> texts, @Nullable Origin origin) {
    this.values = Map.copyOf(values);
    this.texts = Map.copyOf(texts);
    this.origin = origin;
  }

  /** Where they were read; there is none for settings made in code. */
  private record Origin(
      Collection<Setting<?>> known,
      @Nullable Path file,
      Map<String, String> environment,
      Map<String, String> flags) {}

  /**
   * Settings from texts by key, for tests and for products assembled in code; every other key has
   * its default.
   */
  public static Settings of(Map<String, String> texts) {
    return new Settings(Map.of(), texts, null);
  }

  /**
   * Reads and checks all settings.
   *
   * @param known every setting the product has
   * @param file in the syntax of {@link java.util.Properties}, UTF-8, at most 1 MiB; null for none
   * @param environment all variables of the process; those that begin with {@code HERALD_} count
   * @param flags by key, as given with {@code --set key=value}
   * @throws SettingsException when anything is wrong, with everything that is wrong: an unknown key
   *     with the nearest known one, a value that is not what is expected (the value itself only
   *     where it is no secret), a key given twice in the file
   */
  public static Settings load(
      Collection<Setting<?>> known,
      @Nullable Path file,
      Map<String, String> environment,
      Map<String, String> flags) {
    Map<String, Setting<?>> byKey = new LinkedHashMap<>();
    Map<String, Setting<?>> byVariable = new LinkedHashMap<>();
    for (Setting<?> setting : known) {
      boolean keyTaken = byKey.put(setting.key(), setting) != null;
      boolean variableTaken = byVariable.put(setting.variable(), setting) != null;
      if (keyTaken || variableTaken) {
        throw new IllegalArgumentException("two settings share the name " + setting.key());
      }
    }
    Map<String, Object> values = new HashMap<>();
    known.forEach(
        setting -> values.put(setting.key(), setting.parser().apply(setting.defaultText())));
    List<String> problems = new ArrayList<>();
    // weakest first: what comes later takes its place; what is overruled is checked all the same
    if (file != null) {
      for (GivenText given : SettingsFile.read(file, problems)) {
        take(given, byKey, values, problems);
      }
    }
    environment.entrySet().stream()
        .filter(variable -> variable.getKey().startsWith("HERALD_"))
        .filter(variable -> !NOT_SETTINGS.contains(variable.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .map(v -> new GivenText(v.getKey(), v.getValue(), "the environment"))
        .forEach(given -> take(given, byVariable, values, problems));
    flags.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(flag -> new GivenText(flag.getKey(), flag.getValue(), "a flag"))
        .forEach(given -> take(given, byKey, values, problems));
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new Settings(values, Map.of(), new Origin(known, file, environment, flags));
  }

  /**
   * The value of a setting: as given, else its default.
   *
   * @throws IllegalStateException for a setting that {@link #load} was not told of: nobody could
   *     change it, which is a mistake in how the product is put together
   */
  public <T> T get(Setting<T> setting) {
    if (origin == null) {
      return setting.parser().apply(texts.getOrDefault(setting.key(), setting.defaultText()));
    }
    Object value = values.get(setting.key());
    if (value == null) {
      throw new IllegalStateException(setting.key() + " is not among the settings of this product");
    }
    // put there by this very setting's parser
    @SuppressWarnings("unchecked")
    T typed = (T) value;
    return typed;
  }

  /** The file some of them were read from, if there was one. */
  public Optional<Path> file() {
    return Optional.ofNullable(origin).map(Origin::file);
  }

  /**
   * Reads them all anew, from where they were read before.
   *
   * @throws SettingsException when anything is wrong by now
   */
  public Settings again() {
    return origin == null
        ? this
        : load(origin.known(), origin.file(), origin.environment(), origin.flags());
  }

  /**
   * The reference an operator reads: every setting with its default, its variable and what it
   * means.
   */
  public static String reference(Collection<Setting<?>> known) {
    return known.stream()
        .map(
            setting ->
                setting.key()
                    + (setting.defaultText().isEmpty() ? "" : " = " + setting.defaultText())
                    + "\n    "
                    + setting.meaning()
                    + "\n    "
                    + setting.variable()
                    + "\n")
        .collect(Collectors.joining("\n"));
  }

  private static void take(
      GivenText given,
      Map<String, Setting<?>> names,
      Map<String, Object> values,
      List<String> problems) {
    Setting<?> setting = names.get(given.key());
    if (setting == null) {
      Optional<String> nearest = Nearest.to(given.key(), names.keySet());
      problems.add(
          "unknown setting "
              + shortened(given.key())
              + " in "
              + given.origin()
              + nearest.map(name -> "; did you mean " + name + "?").orElse("")
              + " (./herald help settings lists all)");
      return;
    }
    // blanks around a value are never seen and never meant, except perhaps in a password
    String text = setting.secret() ? given.text() : given.text().strip();
    try {
      values.put(setting.key(), setting.parser().apply(text));
    } catch (IllegalArgumentException e) {
      String but = setting.secret() ? "" : ", but is \"" + shortened(text) + "\"";
      problems.add(given.key() + " in " + given.origin() + " " + e.getMessage() + but);
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
  }
}

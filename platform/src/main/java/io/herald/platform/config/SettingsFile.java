package io.herald.platform.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Reads a settings file: UTF-8, in the syntax of {@link Properties}. Each logical line is handed to
 * {@code Properties} by itself, so that the syntax is exactly its own and yet the line of every
 * value is known and a key given twice is seen.
 */
final class SettingsFile {
  private static final long MAX_BYTES = 1 << 20;

  private final String name;
  private final List<GivenText> given = new ArrayList<>();
  private final Map<String, Integer> lineOfKey = new HashMap<>();
  private final List<String> problems;

  private SettingsFile(String name, List<String> problems) {
    this.name = name;
    this.problems = problems;
  }

  /**
   * All values in the file, in its order.
   *
   * @param problems gets a sentence for each thing that is wrong with it
   */
  static List<GivenText> read(Path path, List<String> problems) {
    SettingsFile file = new SettingsFile(path.toString(), problems);
    try {
      if (Files.size(path) > MAX_BYTES) {
        problems.add(path + " is larger than 1 MiB: this cannot be a settings file");
        return List.of();
      }
      byte[] bytes = Files.readAllBytes(path);
      file.readLines(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      problems.add(path + " is not UTF-8 text");
    } catch (NoSuchFileException e) {
      problems.add(path + " does not exist");
    } catch (IOException e) {
      problems.add(path + " cannot be read: " + e);
    }
    return file.given;
  }

  private void readLines(String text) {
    // some editors put a byte order mark first
    String[] lines = text.replaceFirst("^\uFEFF", "").split("\r\n|\n|\r", -1);
    for (int i = 0; i < lines.length; ) {
      int first = i;
      StringBuilder logical = new StringBuilder(lines[i++]);
      if (!isComment(logical)) {
        while (continues(logical) && i < lines.length) {
          logical.append('\n').append(lines[i++]);
        }
      }
      read(first + 1, logical.toString());
    }
  }

  private void read(int line, String logical) {
    Properties pair = new Properties();
    try {
      pair.load(new StringReader(logical));
    } catch (IOException | IllegalArgumentException e) {
      problems.add(name + " line " + line + " has a \\u without four hexadecimal digits");
      return;
    }
    for (String key : pair.stringPropertyNames()) {
      if (key.isEmpty() && pair.getProperty(key).isEmpty()) {
        // a line of nothing but a backslash: Properties itself is of two minds about it
        continue;
      }
      Integer before = lineOfKey.putIfAbsent(key, line);
      if (before != null) {
        problems.add(key + " is given twice in " + name + ": lines " + before + " and " + line);
      } else {
        given.add(new GivenText(key, pair.getProperty(key), name + " line " + line));
      }
    }
  }

  private static boolean isComment(CharSequence line) {
    String stripped = line.toString().stripLeading();
    return stripped.startsWith("#") || stripped.startsWith("!");
  }

  /** An odd number of backslashes at the end: the last one is not itself escaped. */
  private static boolean continues(CharSequence line) {
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }
}

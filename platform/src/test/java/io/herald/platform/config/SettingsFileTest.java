package io.herald.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The file is read as {@link Properties} reads it. */
class SettingsFileTest {
  @Property(seed = "1")
  void sameKeysAndValuesAsProperties(@ForAll("propertiesText") String text) throws Exception {
    Path file = Files.createTempFile("settings", ".properties");
    try {
      Files.writeString(file, text);
      List<String> problems = new ArrayList<>();
      Map<String, String> ours = new TreeMap<>();
      SettingsFile.read(file, problems).forEach(given -> ours.put(given.key(), given.text()));

      Properties theirs = new Properties();
      theirs.load(new StringReader(text));
      ours.remove("");
      theirs.remove("");
      assertThat(ours.keySet()).isEqualTo(theirs.stringPropertyNames());
      if (problems.isEmpty()) {
        assertThat(ours).isEqualTo(theirs);
      } else {
        assertThat(problems).allMatch(problem -> problem.contains("is given twice"));
      }
    } finally {
      Files.delete(file);
    }
  }

  /** Few letters, so that comments, continuations, escapes and equal keys come up often. */
  @Provide
  Arbitrary<String> propertiesText() {
    return Arbitraries.strings().withChars("ab=: \t\\#!\n\r.").ofMaxLength(60);
  }
}

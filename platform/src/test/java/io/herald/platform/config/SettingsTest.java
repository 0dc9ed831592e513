package io.herald.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where settings come from, and what an operator reads when they are wrong. */
class SettingsTest {
  private enum Mode {
    RESEND,
    HOLD_BACK
  }

  private static final Setting<Integer> PORT =
      Setting.number("execution.http.port", 8080, 1, 65535, "Port of the doors, 1 to 65535.");
  private static final Setting<Boolean> CHECK =
      Setting.flag("execution.check", true, "Whether to check.");
  private static final Setting<Duration> PAUSE =
      Setting.duration("delivery.retry.pause", "5m", "Pause between attempts.");
  private static final Setting<Path> FOLDER =
      Setting.path("data.folder", "data", "Where the data is.");
  private static final Setting<String> NAME =
      Setting.text("instance.name", "herald", "Name of the instance.");
  private static final Setting<Mode> UNCERTAIN =
      Setting.choice("delivery.on-uncertain", Mode.RESEND, "What to do when nobody knows.");
  private static final Setting<Integer> PIN =
      Setting.number("link.pin", 1, 0, 9999, "A number nobody may see.").asSecret();
  private static final List<Setting<?>> KNOWN =
      List.of(PORT, CHECK, PAUSE, FOLDER, NAME, UNCERTAIN, PIN);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void noFileYet() {
    file = folder.resolve("herald.properties");
  }

  @Test
  void everythingHasItsDefault() {
    Settings settings = Settings.load(KNOWN, null, Map.of("PATH", "/bin"), Map.of());
    assertThat(settings.get(PORT)).isEqualTo(8080);
    assertThat(settings.get(CHECK)).isTrue();
    assertThat(settings.get(PAUSE)).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.get(FOLDER)).isEqualTo(Path.of("data"));
    assertThat(settings.get(NAME)).isEqualTo("herald");
    assertThat(settings.get(UNCERTAIN)).isEqualTo(Mode.RESEND);
  }

  @Test
  void everyKindOfValueIsReadFromTheFile() throws Exception {
    Files.writeString(
        file,
        """
        # a comment that ends in a backslash does not go on \\
        execution.http.port = 8081
        ! another
        execution.check: false

        delivery.retry.pause=90s\t
        data.folder = /var/\\
            herald
        instance.name = Größe\\u0021
        delivery.on-uncertain = hold-back
        """);
    Settings settings = Settings.load(KNOWN, file, Map.of(), Map.of());
    assertThat(settings.get(PORT)).isEqualTo(8081);
    assertThat(settings.get(CHECK)).isFalse();
    assertThat(settings.get(PAUSE)).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.get(FOLDER)).isEqualTo(Path.of("/var/herald"));
    assertThat(settings.get(NAME)).isEqualTo("Größe!");
    assertThat(settings.get(UNCERTAIN)).isEqualTo(Mode.HOLD_BACK);
  }

  @Test
  void aFlagWinsOverAVariableAVariableOverTheFile() throws Exception {
    Files.writeString(file, "execution.http.port=1\ninstance.name=file\ndata.folder=file\n");
    Settings settings =
        Settings.load(
            KNOWN,
            file,
            Map.of("HERALD_EXECUTION_HTTP_PORT", "2", "HERALD_INSTANCE_NAME", "variable"),
            Map.of("execution.http.port", "3"));
    assertThat(settings.get(PORT)).isEqualTo(3);
    assertThat(settings.get(NAME)).isEqualTo("variable");
    assertThat(settings.get(FOLDER)).isEqualTo(Path.of("file"));
  }

  @Test
  void aHyphenInAKeyIsAnUnderscoreInItsVariable() {
    Settings settings =
        Settings.load(KNOWN, null, Map.of("HERALD_DELIVERY_ON_UNCERTAIN", "HOLD-BACK"), Map.of());
    assertThat(settings.get(UNCERTAIN)).isEqualTo(Mode.HOLD_BACK);
  }

  @Test
  void allThatIsWrongIsSaidAtOnceWithWhereItCameFrom() throws Exception {
    Files.writeString(
        file,
        """
        execution.http.prot=80
        execution.check=perhaps
        instance.name=a
        instance.name=b
        data.folder=\\uZZZZ
        """);
    SettingsException e =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                Settings.load(
                    KNOWN,
                    file,
                    Map.of("HERALD_EXECUTION_HTTP_PROT", "80", "HERALD_DELIVERY_RETRY_PAUSE", "5"),
                    Map.of("execution.http.port", "70000", "delivery.on-uncertain", "x")));
    assertThat(e.problems())
        .containsExactlyInAnyOrder(
            "unknown setting execution.http.prot in "
                + file
                + " line 1; did you mean"
                + " execution.http.port? (./herald help settings lists all)",
            "execution.check in " + file + " line 2 expects true or false, but is \"perhaps\"",
            "instance.name is given twice in " + file + ": lines 3 and 4",
            file + " line 5 has a \\u without four hexadecimal digits",
            "unknown setting HERALD_EXECUTION_HTTP_PROT in the environment; did you mean"
                + " HERALD_EXECUTION_HTTP_PORT? (./herald help settings lists all)",
            "HERALD_DELIVERY_RETRY_PAUSE in the environment expects a number and a unit: 500ms,"
                + " 10s, 5m, 2h or 5d, but is \"5\"",
            "execution.http.port in a flag expects a whole number from 1 to 65535, but is"
                + " \"70000\"",
            "delivery.on-uncertain in a flag expects one of resend, hold-back, but is \"x\"");
    assertThat(e).hasMessageContaining("did you mean execution.http.port?");
  }

  @Test
  void aWrongValueIsReportedEvenWhereAStrongerOneOverrulesIt() throws Exception {
    Files.writeString(file, "execution.http.port=x\n");
    assertThatThrownBy(
            () -> Settings.load(KNOWN, file, Map.of(), Map.of("execution.http.port", "80")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void theValueOfASecretIsNeverPrinted() {
    assertThatThrownBy(
            () -> Settings.load(KNOWN, null, Map.of("HERALD_LINK_PIN", "hush1"), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("HERALD_LINK_PIN in the environment expects a whole number")
        .hasMessageNotContaining("hush1");
  }

  @Test
  void aKeyNearToNothingGetsNoGuess() {
    assertThatThrownBy(() -> Settings.load(KNOWN, null, Map.of(), Map.of("zzz", "1")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("unknown setting zzz in a flag")
        .hasMessageNotContaining("did you mean");
  }

  @Test
  void whatTheLauncherReadsIsNoSetting() {
    Map<String, String> launcher =
        Map.of(
            "HERALD_JAVA_OPTS", "-Xmx1g",
            "HERALD_JAVA_HOME", "/opt/jdk",
            "HERALD_HOME", "/opt/herald",
            "HERALD_CONFIG", "x");
    assertThat(Settings.load(KNOWN, null, launcher, Map.of()).get(PORT)).isEqualTo(8080);
  }

  @Test
  void aFileThatIsMissingOrNoTextIsAProblem() throws Exception {
    assertThatThrownBy(() -> Settings.load(KNOWN, file, Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file + " does not exist");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> Settings.load(KNOWN, file, Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("not UTF-8");
    Files.writeString(file, "#".repeat((1 << 20) + 1));
    assertThatThrownBy(() -> Settings.load(KNOWN, file, Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("larger than 1 MiB");
  }

  @Test
  void windowsLineEndsAndAByteOrderMarkAreNoHindrance() throws Exception {
    Files.writeString(file, "\uFEFFexecution.http.port=1\r\ninstance.name=x\r\n");
    Settings settings = Settings.load(KNOWN, file, Map.of(), Map.of());
    assertThat(settings.get(PORT)).isEqualTo(1);
    assertThat(settings.get(NAME)).isEqualTo("x");
  }

  @Test
  void aSettingTheProductForgotToNameIsAMistakeInTheProduct() {
    Settings settings = Settings.load(List.of(PORT), null, Map.of(), Map.of());
    assertThatThrownBy(() -> settings.get(NAME))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("instance.name");
    assertThatThrownBy(() -> Settings.load(List.of(PORT, PORT), null, Map.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settingsForTestsAreGivenByKey() {
    Settings settings = Settings.of(Map.of("execution.http.port", "9"));
    assertThat(settings.get(PORT)).isEqualTo(9);
    assertThat(settings.get(CHECK)).isTrue();
  }

  @Test
  void theReferenceTellsKeyDefaultMeaningAndVariable() {
    assertThat(Settings.reference(KNOWN))
        .startsWith(
            """
            execution.http.port = 8080
                Port of the doors, 1 to 65535.
                HERALD_EXECUTION_HTTP_PORT

            execution.check = true
            """);
  }
}

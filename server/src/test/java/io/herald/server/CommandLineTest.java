package io.herald.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @Test
  void shortFlagsStandForSettings() {
    CommandLine line =
        understood("demo", "--dir", "/tmp/x", "--port-base=9500", "--relay", "[::1]:2525");

    assertThat(line.command()).isEqualTo(Command.DEMO);
    assertThat(line.samples()).isTrue();
    assertThat(line.config()).isNull();
    assertThat(line.settings())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "server.dir", "/tmp/x",
                "control.http.port", "9500",
                "execution.http.port", "9501",
                "inbox.web.port", "9502",
                "inbox.smtp.port", "9503",
                "server.postgres.port", "9504",
                "email.relay.host", "::1",
                "email.relay.port", "2525"));
  }

  @Test
  void setWinsOverAShortFlagWhereverItStands() {
    assertThat(
            understood("demo", "--set", "execution.http.port=1234", "--port-base", "9500")
                .settings())
        .containsEntry("execution.http.port", "1234")
        .containsEntry("control.http.port", "9500");
  }

  @Test
  void aValueMayHoldEqualsSignsAndBeEmpty() {
    assertThat(understood("execution", "--set=a.b=c=d", "--set", "x.y=").settings())
        .isEqualTo(Map.of("a.b", "c=d", "x.y", ""));
  }

  @Test
  void samplesCanBeLeftOutAndAFileNamed() {
    CommandLine line = understood("demo", "--no-sample", "--config", "my.properties");

    assertThat(line.samples()).isFalse();
    assertThat(line.config()).isEqualTo(Path.of("my.properties"));
  }

  @ParameterizedTest
  @CsvSource({
    "--port-bas, --port-base",
    "--nosample, --no-sample",
    "--seet, --set",
    "--Relay, --relay"
  })
  void anUnknownFlagIsAnErrorThatNamesTheNearest(String wrong, String meant) {
    assertThat(refused("demo", wrong)).contains(wrong).contains("did you mean " + meant + "?");
  }

  @Test
  void aFlagOfAnotherCommandIsUnknown() {
    assertThat(refused("control", "--no-sample")).startsWith("control does not know --no-sample");
  }

  @Test
  void anUnknownCommandIsAnErrorThatNamesTheNearest() {
    assertThat(refused("standalon")).contains("did you mean standalone?");
    assertThat(refused()).contains("Commands:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port-base=70000",
        "--port-base=65532",
        "--port-base=80",
        "--port-base=x",
        "--port-base",
        "--relay=localhost",
        "--relay=:25",
        "--relay=host:0",
        "--relay=::1:25",
        "--relay=a b:25",
        "--set=key",
        "--set==x",
        "--dir=",
        "--no-sample=yes",
        "stray"
      })
  void aValueThatCannotBeIsRefusedInOneSentence(String flag) {
    assertThat(refused("demo", flag)).isNotBlank().doesNotContain("Exception");
  }

  @Test
  void theSameSettingTwiceIsRefused() {
    assertThat(refused("demo", "--set", "a.b=1", "--set", "a.b=2")).contains("a.b twice");
  }

  @Test
  void helpTellsEveryFlagAndEverySetting() {
    assertThat(help("help")).contains("demo", "standalone", "control", "execution");
    assertThat(help("demo", "--help"))
        .contains("--dir", "--port-base", "--no-sample", "--relay", "--set", "--config");
    assertThat(help("help", "control")).contains("--dir").doesNotContain("--no-sample");
    assertThat(help("help", "settings"))
        .contains("execution.http.port = 9401", "HERALD_EXECUTION_HTTP_PORT", "link.secret");
  }

  private static CommandLine understood(String... words) {
    return switch (CommandLine.read(List.of(words))) {
      case CommandLine.Reading.Understood(CommandLine line) -> line;
      case CommandLine.Reading other -> throw new AssertionError(other.toString());
    };
  }

  private static String refused(String... words) {
    return switch (CommandLine.read(List.of(words))) {
      case CommandLine.Reading.Refused(String message) -> message;
      case CommandLine.Reading other -> throw new AssertionError(other.toString());
    };
  }

  private static String help(String... words) {
    return switch (CommandLine.read(List.of(words))) {
      case CommandLine.Reading.HelpWanted(String text) -> text;
      case CommandLine.Reading other -> throw new AssertionError(other.toString());
    };
  }
}

package io.herald.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.InputStream;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A message that repeats what somebody sent stays one line, and moves no terminal's cursor. */
class LogLinesTest {
  private static final Pattern PATTERN = Pattern.compile("<pattern>(.*)</pattern>");

  @ParameterizedTest
  @ValueSource(strings = {"/logback.xml", "/io/herald/server/logback-demo.xml"})
  void nobodyWritesALineOfItsOwn(String configuration) throws Exception {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(pattern(configuration));
    layout.start();

    String line =
        layout.doLayout(
            new LoggingEvent(
                "io.herald",
                context.getLogger("io.herald.door"),
                Level.INFO,
                "refused: {}",
                null,
                new Object[] {"a\nINFO forged\r\u0085b\u2028c\u001b[31mé€🎁"}));

    assertThat(line)
        .endsWith("io.herald.door - refused: a INFO forged b c [31mé€🎁" + System.lineSeparator());
  }

  private static String pattern(String configuration) throws Exception {
    try (InputStream in =
        Objects.requireNonNull(LogLinesTest.class.getResourceAsStream(configuration))) {
      Matcher matcher = PATTERN.matcher(new String(in.readAllBytes(), UTF_8));
      assertThat(matcher.find()).isTrue();
      return matcher.group(1);
    }
  }
}

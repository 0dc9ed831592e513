package io.herald.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A storm of refusals, failures or bad logins does not fill the disk with log. */
class BoundedLogTest {
  private final LoggerContext context = new LoggerContext();
  private final BoundedLog bounded = new BoundedLog();
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private final Logger door = context.getLogger("io.herald.door");

  BoundedLogTest() {
    bounded.setContext(context);
    context.addTurboFilter(bounded);
    written.setContext(context);
    written.start();
    Logger root = context.getLogger("ROOT");
    root.setLevel(Level.INFO);
    root.addAppender(written);
  }

  private List<String> lines() {
    return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void ofOneKindAHundredLinesAreWrittenInASecondAndTheRestIsCounted() {
    for (int i = 0; i < 100_000; i++) {
      door.info("refused with {}: {}", 401, i);
    }
    bounded.nextSecond();

    assertThat(lines())
        .hasSize(BoundedLog.LINES + 1)
        .startsWith("refused with 401: 0")
        .endsWith("99900 more in this second, not written: refused with {}: {}");
    assertThat(written.list.getLast().getLoggerName()).isEqualTo("io.herald.door");
    assertThat(written.list.getLast().getLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void theNextSecondBeginsAnew() {
    for (int second = 0; second < 3; second++) {
      for (int i = 0; i < 5; i++) {
        door.info("refused");
      }
      bounded.nextSecond();
    }

    assertThat(lines()).hasSize(15).containsOnly("refused");
  }

  @Test
  void oneKindTakesNothingFromAnother() {
    for (int i = 0; i < 1_000; i++) {
      door.info("refused");
    }
    door.warn("the relay is away");

    assertThat(lines()).hasSize(BoundedLog.LINES + 1).endsWith("the relay is away");
  }

  @Test
  void ofTracesOneIsWritten() {
    for (int i = 0; i < 1_000; i++) {
      door.error("event {}: its journey broke off", i, new IllegalStateException());
    }
    bounded.nextSecond();

    assertThat(lines())
        .containsExactly(
            "event 0: its journey broke off",
            "999 more in this second, not written: event {}: its journey broke off");
  }

  @Test
  void whoPutsTheValuesIntoTheTextIsBoundedToo() {
    for (int i = 0; i < 100_000; i++) {
      door.info("refused number " + i);
    }
    bounded.nextSecond();

    assertThat(lines()).hasSizeLessThan(350);
  }

  @Test
  void whatIsNotWrittenAnywayIsNotCounted() {
    for (int i = 0; i < 1_000; i++) {
      door.debug("not said");
    }
    bounded.nextSecond();

    assertThat(lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/logback.xml", "/io/herald/server/logback-demo.xml"})
  void everyLogIsBounded(String configuration) throws Exception {
    try (InputStream in = BoundedLogTest.class.getResourceAsStream(configuration)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("<turboFilter class=\"" + BoundedLog.class.getName() + "\"/>");
    }
  }
}

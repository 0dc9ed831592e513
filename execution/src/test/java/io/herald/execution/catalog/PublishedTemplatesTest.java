package io.herald.execution.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.execution.Pipeline;
import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import io.herald.message.template.RenderLimits;
import io.herald.message.template.TemplateCompiler;
import io.herald.platform.database.Database;
import io.herald.platform.database.DatabaseUnavailableException;
import io.herald.testkit.Eventually;
import io.herald.testkit.Migrations;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** CX-13, TPL-22: what is live is known by every process, and a broken row harms no other. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class PublishedTemplatesTest {
  private static final TemplateCompiler COMPILER = new TemplateCompiler(RenderLimits.DEFAULT);

  private TestDatabase database;
  private Database opened;
  private PublishedTemplates templates;

  @BeforeEach
  void start(TestDatabase given) throws Exception {
    database = given;
    opened = given.open(4);
    templates = new PublishedTemplates(opened.dataSource(), COMPILER);
    templates.start();
  }

  @AfterEach
  void stop() {
    templates.stop();
    opened.close();
  }

  private static Publication publication(String name, int version, String subject) {
    return publication(name, name, version, subject);
  }

  private static Publication publication(String name, String type, int version, String subject) {
    return new Publication(
        name,
        version,
        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(version),
        new Publication.EventType(type, type, List.of()),
        Channel.EMAIL,
        new Publication.Content(
            "Shop", "shop@example.com", null, null, subject, "<p>hi</p>", null, true),
        new Publication.DeliverySettings(3600, "standard", "resend"));
  }

  private int liveVersion(String name) {
    return templates.find(name, Channel.EMAIL).orElseThrow().publication().version();
  }

  @Test
  void whatIsLiveIsCompiledOnceHoweverOftenOthersChange() throws Exception {
    templates.publish(publication("order", 1, "First"));
    LiveTemplate first = templates.find("order", Channel.EMAIL).orElseThrow();

    templates.publish(publication("cart", 1, "Cart"));

    assertThat(templates.find("order", Channel.EMAIL)).containsSame(first);
    templates.publish(publication("order", 2, "Second"));
    assertThat(liveVersion("order")).isEqualTo(2);
    assertThat(templates.version("order", 1).orElseThrow().publication())
        .isEqualTo(first.publication());
  }

  @Test
  void anotherProcessesPublicationPauseAndEndAreNoticed() throws Exception {
    PublishedTemplates other = new PublishedTemplates(opened.dataSource(), COMPILER);
    other.publish(publication("order", 1, "First"));
    Eventually.see("published", () -> templates.find("order", Channel.EMAIL), Optional::isPresent);

    other.publish(publication("order", 1, "First"), true);
    Eventually.see("paused", () -> templates.paused("order"), paused -> paused);
    other.unpublish("order");
    Eventually.see("ended", () -> templates.find("order", Channel.EMAIL), Optional::isEmpty);
    assertThat(templates.version("order", 1)).isPresent();
  }

  @Test
  void theContentIsReadWhenItIsFirstNeededAndOnlyThen() throws Exception {
    templates.publish(publication("order", 1, "First"));
    PublishedTemplates restarted = new PublishedTemplates(opened.dataSource(), COMPILER);
    restarted.start();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE published_template RENAME TO away");
      // what it answers is known all the same
      assertThat(restarted.eventType("order")).isPresent();
      assertThat(restarted.live()).extracting("template").containsExactly("order");
      assertThatThrownBy(() -> restarted.find("order", Channel.EMAIL))
          .isInstanceOf(DatabaseUnavailableException.class);
      statement.execute("ALTER TABLE away RENAME TO published_template");
      assertThat(restarted.find("order", Channel.EMAIL)).isPresent();
      statement.execute("ALTER TABLE published_template RENAME TO away");

      assertThat(restarted.find("order", Channel.EMAIL)).isPresent();
    } finally {
      restarted.stop();
    }
  }

  @Test
  void aRowThatCannotBeUsedIsNotLiveAndHarmsNoOther() throws Exception {
    templates.publish(publication("order", 1, "First"));
    templates.publish(publication("cart", 1, "Cart"));
    templates.publish(publication("reset", 1, "Reset"));
    templates.publish(publication("orderOfToday", "order", 2, "Reset"));
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE published_template SET publication = '{}' WHERE template = 'cart'");
      statement.execute(
          "UPDATE published_template SET publication = replace(publication::text, 'Reset',"
              + " '<%= ( %>') WHERE template IN ('reset', 'orderOfToday')");
    }
    PublishedTemplates restarted = new PublishedTemplates(opened.dataSource(), COMPILER);
    restarted.start();
    try {
      assertThat(restarted.eventType("cart")).isEmpty();
      // the one published before answers when the latest cannot
      assertThat(restarted.find("order", Channel.EMAIL).orElseThrow().publication().template())
          .isEqualTo("order");
      assertThat(restarted.find("cart", Channel.EMAIL)).isEmpty();
      assertThat(restarted.find("reset", Channel.EMAIL)).isEmpty();
      assertThat(restarted.live()).extracting("template").containsExactly("order");
    } finally {
      restarted.stop();
    }
  }
}

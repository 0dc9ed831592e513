package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * API-41: fields of the context that the event type does not declare are taken with a warning, or
 * refused in strict mode; the log names fields and no person (API-8).
 */
@Timeout(240)
class UndeclaredFieldsTest {
  private static final String EVENT =
      """
      {"email":"%s","ctx":{"firstName":"Hedwig","shoeSize":38,"hedwig.perkins@example.com":true}}""";

  @TempDir private Path folder;

  @Test
  void lenientTakesThemAndWarnsOnce() throws Exception {
    try (TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        Product product =
            Product.start(
                folder, relay.port(), "execution.database.url=" + database.address().toUrl())) {
      Messages.publish(product.url(), product.access(), Messages.CART);
      for (int i = 0; i < 3; i++) {
        Response answer =
            product.caller().rest("EVTcartAbandonment", EVENT.formatted("h" + i + "@example.com"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.text()).contains("\"shoeSize\":38");
      }
      relay.awaitMails(3);

      List<String> log = product.log();
      assertThat(log).filteredOn(line -> line.contains("shoeSize")).hasSize(1);
      assertThat(log)
          .filteredOn(line -> line.contains("shoeSize"))
          .allMatch(line -> line.contains("WARN") && line.contains("EVTcartAbandonment"));
      assertThat(log).filteredOn(line -> line.contains("(not an identifier)")).hasSize(1);
      assertThat(log).noneMatch(line -> line.contains("hedwig") || line.contains("Hedwig"));
    }
  }

  @Test
  void strictRefusesThem() throws Exception {
    try (TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        Product product =
            Product.start(
                folder,
                relay.port(),
                "collect.rest.strict=true",
                "execution.database.url=" + database.address().toUrl())) {
      Messages.publish(product.url(), product.access(), Messages.CART);

      Response answer =
          product.caller().rest("EVTcartAbandonment", EVENT.formatted("h@example.com"));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("ctx.shoeSize: is not declared by the event type");
      assertThat(relay.mails()).isEmpty();
    }
  }
}

package io.herald.execution.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.execution.notify.Delivery.State;
import io.herald.platform.access.Access;
import io.herald.platform.access.AuditLog;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.HttpAnswer;
import io.herald.testkit.http.ReceivedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** API-51, API-6: everything about webhooks can be done over HTTP. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations({Pipeline.MIGRATIONS, Access.MIGRATIONS})
class WebhooksAreSetUpOverHttpTest {
  private static final String PATH = "/v1/webhooks";

  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");
  private FakeReceiver receiver;
  private RunningWebhooks running;
  private AuditLog audit;
  private WebhookApi api;

  @BeforeEach
  void start(TestDatabase database) throws Exception {
    receiver = FakeReceiver.start();
    running = new RunningWebhooks(database, clock);
    audit = new AuditLog(database.open(1).dataSource(), clock);
    api = new WebhookApi(running, audit);
  }

  @AfterEach
  void stop() {
    api.close();
    running.close();
    receiver.close();
  }

  @Test
  void theSecretIsShownWhenItIsNewAndNeverAgain() throws Exception {
    WebhookApi.Got made = create(WebhookApi.SHOP);
    String id = made.at("/id");
    String secret = made.at("/secret");

    assertThat(secret).startsWith("whsec_");
    assertThat(api.get(WebhookApi.SHOP, PATH + "/" + id).with(200).text()).doesNotContain("whsec");
    assertThat(api.get(WebhookApi.SHOP, PATH).with(200).text()).doesNotContain("whsec");
    running.order("ann@example.com");
    assertThat(
            MessagesAreSignedTest.verifies(RunningWebhooks.await(receiver, 1).getFirst(), secret))
        .isTrue();

    WebhookApi.Got rotated =
        api.post(WebhookApi.SHOP, PATH + "/" + id + ":rotate-secret").with(200);
    assertThat(rotated.at("/secret")).startsWith("whsec_").isNotEqualTo(secret);
    assertThat(rotated.at("/previousSecretUntil")).isEqualTo("2026-05-05T10:00:00Z");
    running.order("bob@example.com");
    ReceivedRequest second = RunningWebhooks.await(receiver, 2).get(1);
    assertThat(MessagesAreSignedTest.verifies(second, secret)).isTrue();
    assertThat(MessagesAreSignedTest.verifies(second, rotated.at("/secret"))).isTrue();
  }

  @Test
  void whatIsLeftOutOfAChangeStays() throws Exception {
    String id = create(WebhookApi.SHOP).at("/id");

    WebhookApi.Got changed =
        api.patch(
                WebhookApi.SHOP,
                PATH + "/" + id,
                "{\"statuses\":[\"tooOld\"],\"include\":[\"address\"],\"active\":false}")
            .with(200);

    assertThat(changed.at("/name")).isEqualTo("shop");
    assertThat(changed.at("/url")).isEqualTo(receiver.url("/").toString());
    assertThat(changed.at("/statuses/0")).isEqualTo("tooOld");
    assertThat(changed.json().get("statuses")).hasSize(1);
    assertThat(changed.at("/include/0")).isEqualTo("address");
    assertThat(changed.json().get("active").asBoolean()).isFalse();
    assertThat(changed.at("/disabledReason")).isEqualTo("switched off by its owner");
    WebhookApi.Got on = api.patch(WebhookApi.SHOP, PATH + "/" + id, "{\"active\":true}").with(200);
    assertThat(on.json().get("active").asBoolean()).isTrue();
    assertThat(on.json().has("disabledReason")).isFalse();
  }

  @Test
  void aCallerSeesItsOwnWebhooksAndAnAdministratorSeesAll() throws Exception {
    String mine = create(WebhookApi.SHOP).at("/id");
    create(WebhookApi.OTHER);

    assertThat(api.get(WebhookApi.SHOP, PATH).with(200).json().get("items")).hasSize(1);
    assertThat(api.get(WebhookApi.ADMINISTRATOR, PATH).with(200).json().get("items")).hasSize(2);
    String one = PATH + "/" + mine;
    api.get(WebhookApi.ADMINISTRATOR, one).with(200);
    api.get(WebhookApi.OTHER, one).with(404);
    api.patch(WebhookApi.OTHER, one, "{\"name\":\"stolen\"}").with(404);
    api.delete(WebhookApi.OTHER, one).with(404);
    api.post(WebhookApi.OTHER, one + ":rotate-secret").with(404);
    api.post(WebhookApi.OTHER, one + ":ping").with(404);
    api.get(WebhookApi.OTHER, one + "/deliveries").with(404);
    api.post(WebhookApi.OTHER, one + "/deliveries/1:redeliver").with(404);
    api.post(WebhookApi.OTHER, one + ":redeliver?since=2026-01-01T00:00:00Z").with(404);
    api.get(WebhookApi.READS_ONLY, PATH).with(403);
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void dataOfEventsTakesTheRightToReadThem() throws Exception {
    String body =
        "{\"name\":\"a\",\"url\":\"%s\",\"include\":[\"context\"]}".formatted(receiver.url("/"));

    assertThat(api.post(WebhookApi.CONFIGURES_ONLY, PATH, body).with(403).at("/field"))
        .isEqualTo("include");
    api.post(WebhookApi.OTHER, PATH, body).with(201);
  }

  @Test
  void aTestMessageIsSentAtOnceAndItsResultTold() throws Exception {
    WebhookApi.Got made = create(WebhookApi.SHOP);
    String ping = PATH + "/" + made.at("/id") + ":ping";
    receiver.answering(HttpAnswer.status(204), HttpAnswer.status(500), HttpAnswer.drop());

    WebhookApi.Got first = api.post(WebhookApi.SHOP, ping).with(200);
    assertThat(first.json().get("delivered").asBoolean()).isTrue();
    assertThat(first.json().get("status").asInt()).isEqualTo(204);
    assertThat(first.json().has("error")).isFalse();
    ReceivedRequest request = receiver.received().getFirst();
    assertThat(RunningWebhooks.json(request).get("type").asString()).isEqualTo("webhook.ping");
    assertThat(request.header("webhook-id")).isEqualTo(first.at("/messageId"));
    assertThat(MessagesAreSignedTest.verifies(request, made.at("/secret"))).isTrue();

    WebhookApi.Got second = api.post(WebhookApi.SHOP, ping).with(200);
    assertThat(second.json().get("delivered").asBoolean()).isFalse();
    assertThat(second.at("/error")).isEqualTo("the receiver answered HTTP 500");
    WebhookApi.Got third = api.post(WebhookApi.SHOP, ping).with(200);
    assertThat(third.json().has("status")).isFalse();
    assertThat(third.at("/error")).contains("connection broke");
    assertThat(receiver.received()).hasSize(3);
  }

  @Test
  void messagesAreListedInPagesAndSentAgain() throws Exception {
    WebhookApi.Got made = create(WebhookApi.SHOP);
    String one = PATH + "/" + made.at("/id");
    receiver.always(HttpAnswer.status(503));
    for (int i = 0; i < 5; i++) {
      running.order("to" + i + "@example.com");
    }
    RunningWebhooks.await(receiver, 5);
    Webhook webhook = running.webhooks().find(null, Long.parseLong(made.at("/id"))).orElseThrow();
    running.awaitDeliveries(webhook, State.PENDING, 5);
    io.herald.testkit.Eventually.see(
        "failures to be noted",
        () -> api.get(WebhookApi.SHOP, one + "/deliveries").text(),
        text -> text.split("answered HTTP 503", -1).length == 6);
    clock.advance(Duration.ofHours(24));
    running.awaitDeliveries(webhook, State.DEAD, 5);

    List<String> seen = new ArrayList<>();
    String next = "";
    do {
      WebhookApi.Got page =
          api.get(
                  WebhookApi.SHOP,
                  one
                      + "/deliveries?state=dead&limit=2"
                      + (next.isEmpty() ? "" : "&cursor=" + next))
              .with(200);
      page.json().get("items").forEach(item -> seen.add(item.get("id").asString()));
      assertThat(page.at("/items/0/lastError")).isEqualTo("the receiver answered HTTP 503");
      next = page.at("/next");
    } while (!next.isEmpty());
    assertThat(seen).hasSize(5).doesNotHaveDuplicates();

    receiver.always(HttpAnswer.status(200));
    api.post(WebhookApi.SHOP, one + "/deliveries/" + seen.getFirst() + ":redeliver").with(204);
    running.awaitDeliveries(webhook, State.DELIVERED, 1);
    api.post(WebhookApi.SHOP, one + "/deliveries/999:redeliver").with(404);
    assertThat(
            api.post(WebhookApi.SHOP, one + ":redeliver?since=2026-05-05T00:00:00Z")
                .with(200)
                .json()
                .get("queued")
                .asInt())
        .isEqualTo(4);
    running.awaitDeliveries(webhook, State.DELIVERED, 5);
    api.post(WebhookApi.SHOP, one + ":redeliver").with(400);
    api.get(WebhookApi.SHOP, one + "/deliveries?cursor=nonsense").with(400);
  }

  @Test
  void aRemovedWebhookIsGone() throws Exception {
    String one = PATH + "/" + create(WebhookApi.SHOP).at("/id");

    api.delete(WebhookApi.SHOP, one).with(204);

    api.get(WebhookApi.SHOP, one).with(404);
    api.delete(WebhookApi.SHOP, one).with(404);
  }

  @Test
  void whoDidWhatIsInTheAuditLog() throws Exception {
    String id = create(WebhookApi.SHOP).at("/id");
    api.post(WebhookApi.SHOP, PATH + "/" + id + ":rotate-secret").with(200);
    api.delete(WebhookApi.ADMINISTRATOR, PATH + "/" + id).with(204);

    assertThat(audit.list(Long.MAX_VALUE, 10))
        .extracting(stored -> stored.entry().actor() + " " + stored.entry().action())
        .containsExactly(
            "administrator webhook.delete", "shop webhook.rotate-secret", "shop webhook.create");
    assertThat(audit.list(Long.MAX_VALUE, 10))
        .allSatisfy(stored -> assertThat(stored.entry().object()).isEqualTo(id));
  }

  @Test
  void anInstanceHasNoMoreWebhooksThanItMay() throws Exception {
    for (int i = 0; i < Webhooks.MOST; i++) {
      running.listen(receiver.url("/" + i));
    }

    WebhookApi.Got refused =
        api.post(WebhookApi.SHOP, PATH, body(receiver.url("/one-too-many").toString()));

    assertThat(refused.with(409).at("/type")).isEqualTo("urn:herald:problem:too-many-webhooks");
  }

  private WebhookApi.Got create(String caller) throws Exception {
    return api.post(caller, PATH, body(receiver.url("/").toString())).with(201);
  }

  private static String body(String url) {
    return "{\"name\":\"shop\",\"url\":\"%s\"}".formatted(url);
  }
}

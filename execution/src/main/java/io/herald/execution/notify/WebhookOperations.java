package io.herald.execution.notify;

import io.herald.execution.notify.Delivery.State;
import io.herald.execution.notify.DeliveryResource.DeliveryList;
import io.herald.execution.notify.DeliveryResource.PingResult;
import io.herald.execution.notify.DeliveryResource.Redelivered;
import io.herald.execution.notify.OutboxStore.Place;
import io.herald.execution.notify.WebhookResource.WebhookList;
import io.herald.platform.access.AccessUnavailable;
import io.herald.platform.access.ApiGate;
import io.herald.platform.access.AuditLog;
import io.herald.platform.access.Permission;
import io.herald.platform.http.operation.Answer;
import io.herald.platform.http.operation.Call;
import io.herald.platform.http.operation.Finding;
import io.herald.platform.http.operation.Operation;
import io.herald.platform.http.operation.Operation.Draft;
import io.herald.platform.http.operation.Parameter;
import io.herald.platform.http.operation.Problem;
import io.herald.platform.http.operation.Refused;
import io.herald.platform.http.operation.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/webhooks}: register, change, test, look at what was sent and send it again (API-51).
 * Takes the right to configure; a caller sees what it made itself, an administrator sees all.
 */
public final class WebhookOperations {
  private static final String GROUP = "Webhooks";
  private static final String PATH = "/v1/webhooks";
  private static final String ONE = PATH + "/{id}";
  private static final int MAX_BODY = 64 << 10;
  private static final int PAGE = 50;
  private static final int MAX_PAGE = 200;
  private static final String OFF = "switched off by its owner";
  private static final Duration COME_AGAIN = Duration.ofSeconds(2);

  private static final WebhookRequest REQUEST =
      new WebhookRequest(
          "shop",
          "https://hooks.example.com/herald",
          List.of("order_confirmation"),
          List.of(),
          List.of("processed", "deliveryFailed"),
          List.of(),
          true);
  private static final Instant THEN = Instant.parse("2026-01-31T10:00:00Z");
  private static final WebhookResource SHOWN =
      new WebhookResource(
          "7",
          "shop",
          "https://hooks.example.com/herald",
          List.of("order_confirmation"),
          List.of(),
          List.of("processed", "deliveryFailed"),
          List.of(),
          true,
          null,
          null,
          "client:3",
          null,
          null,
          THEN,
          THEN);
  private static final DeliveryResource MESSAGE =
      new DeliveryResource(
          "4711",
          "msg_1174928a3c0000_3_15_7",
          "78612897973927936",
          "order_confirmation",
          "processed",
          "dead",
          false,
          8,
          THEN,
          null,
          THEN.plus(RetryPlan.TRIED_FOR),
          503,
          "the receiver answered HTTP 503");

  private final Webhooks webhooks;
  private final AuditLog audit;

  private WebhookOperations(Webhooks webhooks, AuditLog audit) {
    this.webhooks = webhooks;
    this.audit = audit;
  }

  /** All of them, for the table of an instance. */
  public static List<Operation> all(Webhooks webhooks, AuditLog audit) {
    WebhookOperations operations = new WebhookOperations(webhooks, audit);
    return List.of(
        operations.create(),
        operations.list(),
        operations.get(),
        operations.change(),
        operations.delete(),
        operations.rotateSecret(),
        operations.ping(),
        operations.deliveries(),
        operations.redeliver(),
        operations.redeliverDead());
  }

  private Operation create() {
    return Operation.post(PATH)
        .named("createWebhook", GROUP)
        .needs(Permission.CONFIGURE.label())
        .does(
            "Register a webhook",
            "From the answer on, each status change it asks for is posted to its URL, signed with"
                + " its secret (Standard Webhooks). The secret is in this answer and never again.")
        .takes(WebhookRequest.class, REQUEST, MAX_BODY)
        .answers(201, "Registered; with its secret", WebhookResource.class, SHOWN)
        .mayFail(409, "too-many-webhooks", "the instance has 200 webhooks")
        .by(
            call -> {
              WebhookRequest request = call.body(WebhookRequest.class);
              return checked(
                  call,
                  request,
                  null,
                  wish ->
                      webhooks
                          .create(call.identity().key(), wish, reason(request, null))
                          .map(made -> created(call, made))
                          .orElseGet(WebhookOperations::tooMany));
            });
  }

  private Operation list() {
    return Operation.get(PATH)
        .named("listWebhooks", GROUP)
        .needs(Permission.CONFIGURE.label())
        .does("List webhooks", "Those the caller made; an administrator sees all.")
        .knows(limit())
        .knows(
            Parameter.query(
                "after", new Parameter.Form.Id(), "The id the page before ended with", "7"))
        .answers(200, "A page", WebhookList.class, new WebhookList(List.of(SHOWN)))
        .by(
            call ->
                Answer.ok(
                    new WebhookList(
                        webhooks.list(viewer(call), call.number("after", 0), limit(call)).stream()
                            .map(WebhookResource::of)
                            .toList())));
  }

  private Operation get() {
    return one(Operation.get(ONE))
        .named("getWebhook", GROUP)
        .does("Read a webhook", "Its secret is not shown.")
        .answers(200, "The webhook", WebhookResource.class, SHOWN)
        .by(
            call ->
                webhooks
                    .find(viewer(call), call.id("id"))
                    .<Reply>map(webhook -> Answer.ok(WebhookResource.of(webhook)))
                    .orElseGet(WebhookOperations::unknown));
  }

  private Operation change() {
    return one(Operation.patch(ONE))
        .named("changeWebhook", GROUP)
        .does(
            "Change a webhook",
            "What is left out stays. One that is made active again hears of what happens from then"
                + " on, and messages that still wait for it are sent.")
        .takes(WebhookRequest.class, REQUEST, MAX_BODY)
        .answers(200, "Changed", WebhookResource.class, SHOWN)
        .by(
            call -> {
              Optional<Webhook> before = webhooks.find(viewer(call), call.id("id"));
              if (before.isEmpty()) {
                return unknown();
              }
              WebhookRequest request = call.body(WebhookRequest.class);
              return checked(
                  call,
                  request,
                  before.get().wish(),
                  wish ->
                      webhooks
                          .change(
                              viewer(call),
                              call.id("id"),
                              wish,
                              reason(request, before.get().standing().disabledReason()))
                          .<Reply>map(
                              changed ->
                                  done(
                                      call,
                                      "webhook.change",
                                      Answer.ok(WebhookResource.of(changed))))
                          .orElseGet(WebhookOperations::unknown));
            });
  }

  private Operation delete() {
    return one(Operation.delete(ONE))
        .named("deleteWebhook", GROUP)
        .does("Remove a webhook", "What waits for it is not sent.")
        .answersNothing("Removed")
        .by(
            call ->
                webhooks.delete(viewer(call), call.id("id"))
                    ? done(call, "webhook.delete", Answer.empty())
                    : unknown());
  }

  private Operation rotateSecret() {
    return one(Operation.post(ONE + ":rotate-secret"))
        .named("rotateWebhookSecret", GROUP)
        .does(
            "Give a webhook a new secret",
            "For 24 hours messages are signed with both, so that the receiver can change over; the"
                + " secret before that ends at once. The new one is in this answer and never again.")
        .answers(200, "Here it is", WebhookResource.class, SHOWN)
        .by(
            call ->
                webhooks
                    .rotateSecret(viewer(call), call.id("id"))
                    .<Reply>map(
                        rotated ->
                            done(
                                call,
                                "webhook.rotate-secret",
                                Answer.ok(WebhookResource.withSecret(rotated))))
                    .orElseGet(WebhookOperations::unknown));
  }

  private Operation ping() {
    return one(Operation.post(ONE + ":ping"))
        .named("pingWebhook", GROUP)
        .does(
            "Send a test message now",
            "Posts a message of the type webhook.ping, also to a webhook that is not active, waits"
                + " for the answer, at most 15 seconds, and tells it. It is not repeated.")
        .answers(
            200,
            "What came of it",
            PingResult.class,
            new PingResult(true, "msg_ping_9f2c41", 204, null, 38))
        .by(
            call ->
                webhooks
                    .ping(viewer(call), call.id("id"))
                    .<Reply>map(ping -> Answer.ok(PingResult.of(ping)))
                    .orElseGet(WebhookOperations::unknown));
  }

  private Operation deliveries() {
    return one(Operation.get(ONE + "/deliveries"))
        .named("listWebhookDeliveries", GROUP)
        .does(
            "Look at the messages of a webhook",
            "Pending ones, the next to be sent first; delivered ones of the last hour (or as the"
                + " setting webhook.keep-delivered says) and dead letters of the last seven days,"
                + " the latest first.")
        .knows(
            Parameter.query(
                "state",
                new Parameter.Form.Choice(List.of("pending", "delivered", "dead")),
                "Which; pending unless said",
                "dead"))
        .knows(limit())
        .knows(
            Parameter.query(
                "cursor",
                new Parameter.Form.Text(64),
                "The next of the page before",
                "1769853600000000.7"))
        .answers(
            200,
            "A page",
            DeliveryList.class,
            new DeliveryList(List.of(MESSAGE), "1769853600000000.4711"))
        .by(this::deliveries);
  }

  private Reply deliveries(Call call) {
    State state =
        call.text("state")
            .map(word -> State.valueOf(word.toUpperCase(java.util.Locale.ROOT)))
            .orElse(State.PENDING);
    @Nullable Place from = null;
    if (call.text("cursor").isPresent()) {
      from = Cursor.read(call.text("cursor").get());
      if (from == null) {
        return Refused.of(
            Problem.badParameter("cursor", "The parameter 'cursor' is none this list gave out."));
      }
    }
    int limit = limit(call);
    return webhooks
        .deliveries(viewer(call), call.id("id"), state, from, limit)
        .<Reply>map(
            found ->
                Answer.ok(
                    new DeliveryList(
                        found.stream().map(DeliveryResource::of).toList(),
                        found.size() < limit ? null : Cursor.behind(found.getLast()))))
        .orElseGet(WebhookOperations::unknown);
  }

  private Operation redeliver() {
    return one(Operation.post(ONE + "/deliveries/{deliveryId}:redeliver"))
        .knows(
            Parameter.path(
                "deliveryId", new Parameter.Form.Id(), "The id of the message, as listed", "4711"))
        .named("redeliverWebhookMessage", GROUP)
        .does(
            "Send a message again",
            "Whatever became of it; with the same webhook-id, and for 24 hours from now.")
        .answersNothing("It is queued")
        .by(
            call ->
                webhooks.redeliver(viewer(call), call.id("id"), call.id("deliveryId"))
                    ? Answer.empty()
                    : Refused.of(
                        Problem.notFound(
                            "There is no such webhook, or it has no message of this id.")));
  }

  private Operation redeliverDead() {
    return one(Operation.post(ONE + ":redeliver"))
        .knows(
            Parameter.query(
                    "since",
                    new Parameter.Form.Moment(),
                    "Only those given up at this instant or later",
                    "2026-01-31T10:00:00Z")
                .mandatory())
        .named("redeliverDeadWebhookMessages", GROUP)
        .does(
            "Send all dead letters again",
            "The oldest first, at most 10,000 in one call; call again while it answers 10,000.")
        .answers(200, "They are queued", Redelivered.class, new Redelivered(12))
        .by(
            call -> {
              OptionalInt queued =
                  webhooks.redeliverDead(
                      viewer(call), call.id("id"), call.moment("since").orElseThrow());
              return queued.isEmpty()
                  ? unknown()
                  : done(call, "webhook.redeliver", Answer.ok(new Redelivered(queued.getAsInt())));
            });
  }

  /** Says what all operations on one webhook have in common. */
  private static Draft one(Draft draft) {
    return draft
        .needs(Permission.CONFIGURE.label())
        .knows(Parameter.path("id", new Parameter.Form.Id(), "The id of the webhook", "7"))
        .mayFail(404, "not-found", "the caller has no such webhook");
  }

  private interface Deed {
    Reply with(Webhook.Wish wish);
  }

  private Reply checked(
      Call call, WebhookRequest request, Webhook.@Nullable Wish before, Deed deed) {
    if (request.wantsData() && !call.identity().may(Permission.READ.label())) {
      return Refused.of(
          Problem.missingRight(
                  "To include addresses or context takes the right '"
                      + Permission.READ.label()
                      + "'.")
              .about("include"));
    }
    return switch (request.read(before, url -> webhooks.objection(url).orElse(null))) {
      case WebhookRequest.Reading.Bad(List<Finding> findings) ->
          Refused.of(Problem.values(findings));
      case WebhookRequest.Reading.Good(Webhook.Wish wish) -> deed.with(wish);
    };
  }

  private Reply created(Call call, Webhook made) {
    return recorded(
        call,
        "webhook.create",
        Long.toString(made.id()),
        Answer.created(WebhookResource.withSecret(made), PATH + "/" + made.id()));
  }

  /** Why it is to be off; null: it is to be active. */
  private static @Nullable String reason(WebhookRequest request, @Nullable String before) {
    if (request.active() == null) {
      return before;
    }
    return request.active() ? null : before == null ? OFF : before;
  }

  private Reply done(Call call, String action, Answer answer) {
    return recorded(call, action, call.text("id").orElseThrow(), answer);
  }

  private Reply recorded(Call call, String action, String object, Answer answer) {
    try {
      audit.record(((ApiGate.Known) call.identity()).did(action, object, "done", call.requestId()));
      return answer;
    } catch (AccessUnavailable e) {
      return Refused.until(
          Problem.busy("It was done, but could not be written to the audit log."), COME_AGAIN);
    }
  }

  /** Whose webhooks the caller may see; null: everybody's. */
  private static @Nullable String viewer(Call call) {
    return call.identity().may(Permission.ADMINISTER.label()) ? null : call.identity().key();
  }

  private static Parameter limit() {
    return Parameter.query(
        "limit",
        new Parameter.Form.Number(1, MAX_PAGE),
        "How many at most; " + PAGE + " unless said",
        "50");
  }

  private static int limit(Call call) {
    return (int) call.number("limit", PAGE);
  }

  private static Reply unknown() {
    return Refused.of(Problem.notFound("There is no such webhook; GET " + PATH + " lists yours."));
  }

  private static Reply tooMany() {
    return Refused.of(
        Problem.of(
            409,
            "too-many-webhooks",
            "There are too many webhooks",
            "This instance has " + Webhooks.MOST + " webhooks, as many as it may; delete one."));
  }

  /** A place in a list as text: microseconds since 1970, a full stop, and the id. */
  private static final class Cursor {
    private static final Pattern FORM = Pattern.compile("(\\d{1,17})\\.(\\d{1,18})");

    private Cursor() {}

    static String behind(Delivery last) {
      Instant finished = last.progress().finished();
      Instant at = finished == null ? last.progress().due() : finished;
      return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + last.id();
    }

    static @Nullable Place read(String text) {
      Matcher matcher = FORM.matcher(text);
      return matcher.matches()
          ? new Place(
              Instant.EPOCH.plus(Long.parseLong(matcher.group(1)), ChronoUnit.MICROS),
              Long.parseLong(matcher.group(2)))
          : null;
    }
  }
}

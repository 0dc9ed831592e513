package io.herald.execution.notify;

import io.herald.message.status.EventStatus;
import io.herald.platform.http.operation.Described;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A webhook as it is stored. */
@Described("A webhook")
record WebhookResource(
    @Described("Its id, as text") String id,
    String name,
    String url,
    List<String> types,
    List<String> origins,
    List<String> statuses,
    List<String> include,
    @Described("Whether messages are sent") boolean active,
    @Described("Why none are sent; left out while it is active") @Nullable String disabledReason,
    @Described("The first failure after the last success; left out when the last attempt succeeded")
        @Nullable Instant failingSince,
    @Described("Who made it") String owner,
    @Described(
            "What messages are signed with; only in the answer to creating it or rotating the"
                + " secret, never again")
        @Nullable String secret,
    @Described("Until when messages are signed with the secret before, too; left out when not")
        @Nullable Instant previousSecretUntil,
    Instant created,
    Instant changed) {

  static WebhookResource of(Webhook webhook) {
    Webhook.Wish wish = webhook.wish();
    return new WebhookResource(
        Long.toString(webhook.id()),
        wish.name(),
        wish.url().toString(),
        wish.types().stream().sorted().toList(),
        wish.origins().stream().sorted().toList(),
        wish.statuses().stream().sorted().map(EventStatus::label).toList(),
        Stream.of(
                wish.address() ? WebhookRequest.ADDRESS : "",
                wish.context() ? WebhookRequest.CONTEXT : "")
            .filter(word -> !word.isEmpty())
            .toList(),
        webhook.standing().active(),
        webhook.standing().disabledReason(),
        webhook.standing().failingSince(),
        webhook.owner(),
        null,
        webhook.secrets().previousUntil(),
        webhook.lived().created(),
        webhook.lived().changed());
  }

  /** With the secret, which is shown when it is new and never again. */
  static WebhookResource withSecret(Webhook webhook) {
    WebhookResource shown = of(webhook);
    return new WebhookResource(
        shown.id,
        shown.name,
        shown.url,
        shown.types,
        shown.origins,
        shown.statuses,
        shown.include,
        shown.active,
        shown.disabledReason,
        shown.failingSince,
        shown.owner,
        webhook.secrets().current().text(),
        shown.previousSecretUntil,
        shown.created,
        shown.changed);
  }

  /** A page of them. */
  @Described("Webhooks in the order of their ids")
  record WebhookList(List<WebhookResource> items) {}
}

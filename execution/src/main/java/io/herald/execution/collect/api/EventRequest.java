package io.herald.execution.collect.api;

import io.herald.platform.http.operation.Described;
import io.herald.platform.http.operation.Label;
import io.herald.platform.http.operation.RawJson;
import org.jspecify.annotations.Nullable;

/** An event as a caller of this door writes it (specification 2.2). */
@Described("An event: somebody is to get the message of its type")
record EventRequest(
    @Described(value = "Event type; must be published here", atLeast = 1, atMost = 64) String type,
    @Described(
            value = "realTime (default): as soon as possible. batch: after the real-time ones",
            oneOf = {"realTime", "batch"})
        @Nullable String queue,
    @Described(value = "E-mail address", atMost = 128) @Nullable String email,
    @Described(value = "Telephone number, best as E.164: +33612345678", atMost = 32)
        @Nullable String mobilePhone,
    @Described(
            "Channel: email (0), sms (1), mobileApp (40), ios (41), android (42). Default: the one"
                + " the event type is published for, else the one of the address")
        @Nullable Label wishedChannel,
    @Described("unknown (0, default: both parts), text (1) or html (2)")
        @Nullable Label emailFormat,
    @Described(value = "Push address", atMost = 4096) @Nullable String registrationToken,
    @Described(value = "The uuid of the app a push address belongs to", atMost = 64)
        @Nullable String mobileApp,
    @Described(
            value = "The platform of a push address; says the channel where it is not given",
            oneOf = {"gcm", "apns"})
        @Nullable String pushPlatform,
    @Described(value = "Source system", atMost = 64) @Nullable String origin,
    @Described(value = "The caller's own id", atMost = 128) @Nullable String externalId,
    @Described(value = "Ties events together", atMost = 128) @Nullable String correlationId,
    @Described(value = "Carried, not interpreted", atMost = 128) @Nullable String hashIpId,
    @Described(value = "Picks the language variant", atMost = 32) @Nullable String language,
    @Described(value = "ISO 3166 alpha-2 or a name", atMost = 64) @Nullable String country,
    @Described(value = "Not to be sent before; without offset: UTC", format = "date-time")
        @Nullable String scheduled,
    @Described(value = "Not to be sent after; without offset: UTC", format = "date-time")
        @Nullable String expiration,
    @Described("The event's data: any JSON object, at most 1 MiB") @Nullable RawJson ctx,
    @Described(
            value =
                "In a list: the idempotency key of this event. A single event has it in the header"
                    + " Idempotency-Key",
            atMost = 255)
        @Nullable String idempotencyKey) {
  static final EventRequest EXAMPLE =
      new EventRequest(
          "order_confirmation",
          null,
          "anna@example.com",
          null,
          null,
          null,
          null,
          null,
          null,
          "shop",
          "order-4711",
          null,
          null,
          "en",
          null,
          null,
          null,
          new RawJson("{\"client\":{\"firstname\":\"Anna\"},\"order\":{\"number\":4711}}"),
          null);
}

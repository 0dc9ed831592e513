package io.herald.execution.collect;

import io.herald.message.channel.Channel;
import io.herald.message.event.NewEvent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is checked of every event at reception, whatever door it came through (EV-1): lengths of
 * specification 2.2, an address for its channel and its syntax, expiration (EV-35), size of the
 * context (DM-12). Pure; safe for use by many threads.
 */
public final class EventRules {
  private final int maxContextBytes;

  /**
   * @param maxContextBytes largest context, in bytes of UTF-8
   */
  public EventRules(int maxContextBytes) {
    this.maxContextBytes = maxContextBytes;
  }

  /** The first thing that makes the event unacceptable; empty when it is acceptable. */
  public Optional<Refusal> check(NewEvent event, Instant now) {
    @Nullable Refusal refusal = texts(event);
    if (refusal == null) {
      refusal = address(event.address());
    }
    if (refusal == null) {
      refusal = dates(event, now);
    }
    if (refusal == null) {
      refusal = context(event.context().text());
    }
    return Optional.ofNullable(refusal);
  }

  private static @Nullable Refusal texts(NewEvent event) {
    NewEvent.Address address = event.address();
    NewEvent.Attributes attributes = event.attributes();
    if (event.type().isBlank()) {
      return new Refusal("type", "is missing; expected the name of an event type");
    }
    return firstOf(
        text("type", event.type(), 64),
        text("email", address.email(), 128),
        text("mobilePhone", address.mobilePhone(), 32),
        text("registrationToken", address.registrationToken(), 4096),
        text("mobileApp", address.mobileApp(), 64),
        text("origin", attributes.origin(), 64),
        text("externalId", attributes.externalId(), 128),
        text("correlationId", attributes.correlationId(), 128),
        text("hashIpId", attributes.hashIpId(), 128),
        text("language", attributes.language(), 32),
        text("country", attributes.country(), 64));
  }

  private static @Nullable Refusal firstOf(@Nullable Refusal... refusals) {
    for (Refusal refusal : refusals) {
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private static @Nullable Refusal text(String field, @Nullable String value, int maxCodePoints) {
    if (value == null) {
      return null;
    }
    int length = Texts.length(value);
    if (length > maxCodePoints) {
      return new Refusal(
          field, "has " + length + " characters; at most " + maxCodePoints + " are allowed");
    }
    if (!Texts.storable(value)) {
      return new Refusal(field, "holds U+0000 or half of a surrogate pair");
    }
    return null;
  }

  /** Every address given must be well formed, and the one of the event's channel must be there. */
  private static @Nullable Refusal address(NewEvent.Address address) {
    if (address.email() != null) {
      Optional<String> complaint = MailAddressSyntax.complaint(address.email());
      if (complaint.isPresent()) {
        return new Refusal("email", complaint.get());
      }
    }
    if (address.mobilePhone() != null && !isPhoneNumber(address.mobilePhone())) {
      return new Refusal(
          "mobilePhone", "is not a telephone number; E.164 is recommended, such as +33612345678");
    }
    if (address.registrationToken() != null && address.registrationToken().isBlank()) {
      return new Refusal("registrationToken", "is empty");
    }
    Channel channel = address.channel();
    return switch (channel) {
      case EMAIL ->
          address.email() == null
              ? new Refusal(
                  "email", "is missing; give an address, or the wishedChannel of the one given")
              : null;
      case SMS -> missing("mobilePhone", address.mobilePhone(), channel);
      case MOBILE_APP, IOS, ANDROID ->
          missing("registrationToken", address.registrationToken(), channel);
      // no message travels these ways yet: routing will say so (EV-5)
      case PHONE, DIRECT_MAIL, FAX, OTHER ->
          address.email() == null
                  && address.mobilePhone() == null
                  && address.registrationToken() == null
              ? new Refusal("email", "is missing, and so is every other address")
              : null;
    };
  }

  private static @Nullable Refusal missing(String field, @Nullable String value, Channel channel) {
    return value == null
        ? new Refusal(field, "is missing; channel " + channel.label() + " needs it")
        : null;
  }

  /** Digits with the signs people put between them. */
  private static boolean isPhoneNumber(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '+' ? i > 0 : " ().-/".indexOf(c) < 0) {
        return false;
      }
    }
    return digits >= 3;
  }

  private static @Nullable Refusal dates(NewEvent event, Instant now) {
    Instant expiration = event.expiration();
    if (expiration == null) {
      return null;
    }
    if (!expiration.isAfter(now)) {
      return new Refusal("expiration", "is already past");
    }
    Instant scheduled = event.scheduled();
    return scheduled != null && !expiration.isAfter(scheduled)
        ? new Refusal("expiration", "is not after scheduled: nothing could ever be sent")
        : null;
  }

  private @Nullable Refusal context(String text) {
    long bytes = Texts.utf8Length(text);
    if (bytes > maxContextBytes) {
      return new Refusal(
          "ctx", "has " + bytes + " bytes; at most " + maxContextBytes + " are allowed");
    }
    return Texts.storable(text)
        ? null
        : new Refusal("ctx", "holds U+0000 or half of a surrogate pair");
  }
}

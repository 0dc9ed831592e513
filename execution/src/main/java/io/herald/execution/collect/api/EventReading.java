package io.herald.execution.collect.api;

import io.herald.execution.catalog.LiveTemplates;
import io.herald.execution.collect.Instants;
import io.herald.execution.collect.Reading;
import io.herald.execution.collect.Refusal;
import io.herald.message.channel.Channel;
import io.herald.message.channel.EmailFormat;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.platform.http.operation.Label;
import io.herald.platform.http.operation.RawJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understands the values of a request (DM-5, DM-7). Pure but for the look at what is live. */
final class EventReading {
  private static final RawJson NO_DATA = new RawJson("{}");

  private final EventRequest request;

  private EventReading(EventRequest request) {
    this.request = request;
  }

  /**
   * The event a request stands for.
   *
   * @param templates tell the channel where the caller does not (EV-4)
   */
  static Reading of(EventRequest request, LiveTemplates templates) {
    return new EventReading(request).understand(templates);
  }

  private Reading understand(LiveTemplates templates) {
    @Nullable Queue queue = queue();
    if (queue == null) {
      return refused("queue", "must be realTime or batch");
    }
    Optional<Channel> wish = channel(request.wishedChannel());
    if (request.wishedChannel() != null && wish.isEmpty()) {
      return refused("wishedChannel", "is not a channel; expected for example \"email\" or 0");
    }
    Optional<Channel> platform = platform(request.pushPlatform());
    if (request.pushPlatform() != null && platform.isEmpty()) {
      return refused("pushPlatform", "must be gcm or apns");
    }
    Optional<EmailFormat> format =
        Optional.ofNullable(request.emailFormat())
            .flatMap(label -> EmailFormat.parse(label.text()));
    if (request.emailFormat() != null && format.isEmpty()) {
      return refused("emailFormat", "is not a format; expected 0 (unknown), 1 (text) or 2 (html)");
    }
    Optional<Instant> scheduled = instant(request.scheduled());
    if (request.scheduled() != null && scheduled.isEmpty()) {
      return refused("scheduled", Instants.EXPECTED);
    }
    Optional<Instant> expiration = instant(request.expiration());
    if (request.expiration() != null && expiration.isEmpty()) {
      return refused("expiration", Instants.EXPECTED);
    }
    RawJson data = request.ctx() == null ? NO_DATA : request.ctx();
    if (!data.isObject()) {
      return refused("ctx", "must be an object");
    }
    if (!data.storable()) {
      return refused("ctx", "holds U+0000 or half of a surrogate pair");
    }
    NewEvent.Address address = address(wish.or(() -> platform).orElse(null));
    return new Reading.Understood(
        new NewEvent(
            queue,
            request.type(),
            address.wishedChannel() != null
                ? address
                : address(liveChannel(address.channel(), templates)),
            new NewEvent.Attributes(
                format.orElse(EmailFormat.UNKNOWN),
                request.origin(),
                request.externalId(),
                request.correlationId(),
                request.hashIpId(),
                request.language(),
                request.country()),
            EventContext.json(data.text()),
            scheduled.orElse(null),
            expiration.orElse(null),
            ReceivedBy.API));
  }

  private @Nullable Queue queue() {
    return switch (request.queue()) {
      case null -> Queue.REAL_TIME;
      case "realTime" -> Queue.REAL_TIME;
      case "batch" -> Queue.BATCH;
      default -> null;
    };
  }

  private NewEvent.Address address(@Nullable Channel wish) {
    return new NewEvent.Address(
        wish,
        request.email(),
        request.mobilePhone(),
        request.registrationToken(),
        request.mobileApp());
  }

  /**
   * The channel the type is published for, when the one the addresses suggest has no template
   * (EV-4); null when there is nothing to correct.
   */
  private @Nullable Channel liveChannel(Channel suggested, LiveTemplates templates) {
    if (templates.find(request.type(), suggested).isPresent()) {
      return null;
    }
    for (Channel channel : Channel.values()) {
      if (templates.find(request.type(), channel).isPresent()) {
        return channel;
      }
    }
    return null;
  }

  private static Optional<Channel> channel(@Nullable Label label) {
    return Optional.ofNullable(label).flatMap(given -> Channel.parse(given.text()));
  }

  private static Optional<Channel> platform(@Nullable String text) {
    return switch (text) {
      case "gcm" -> Optional.of(Channel.ANDROID);
      case "apns" -> Optional.of(Channel.IOS);
      case null, default -> Optional.empty();
    };
  }

  private static Optional<Instant> instant(@Nullable String text) {
    return Optional.ofNullable(text).flatMap(given -> Instants.parse(given, ZoneOffset.UTC));
  }

  private static Reading refused(String field, String message) {
    return new Reading.Refused(new Refusal(field, message));
  }
}

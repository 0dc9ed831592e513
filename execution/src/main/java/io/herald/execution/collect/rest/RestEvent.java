package io.herald.execution.collect.rest;

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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understands the values of a body (API-41, DM-7). Pure but for the look at what is live. */
final class RestEvent {
  private final String type;
  private final EventBody.Read body;

  private RestEvent(String type, EventBody.Read body) {
    this.type = type;
    this.body = body;
  }

  /**
   * The event a body stands for.
   *
   * @param type from the path
   * @param templates tell the channel where the caller does not (EV-4)
   */
  static Reading of(String type, EventBody.Read body, LiveTemplates templates) {
    return new RestEvent(type, body).understand(templates);
  }

  private Reading understand(LiveTemplates templates) {
    @Nullable String channelText = fields().get("wishedChannel");
    Optional<Channel> wish = Optional.ofNullable(channelText).flatMap(Channel::parse);
    if (channelText != null && wish.isEmpty()) {
      return refused("wishedChannel", "is not a channel; expected for example 0 or \"email\"");
    }
    @Nullable String platform = fields().get("pushPlatform");
    Optional<Channel> platformChannel = Optional.ofNullable(platform).flatMap(RestEvent::platform);
    if (platform != null && platformChannel.isEmpty()) {
      return refused("pushPlatform", "is not a platform; expected \"gcm\" or \"apns\"");
    }
    @Nullable String formatText = fields().get("emailFormat");
    Optional<EmailFormat> format = Optional.ofNullable(formatText).flatMap(EmailFormat::parse);
    if (formatText != null && format.isEmpty()) {
      return refused("emailFormat", "is not a format; expected 0 (unknown), 1 (text) or 2 (html)");
    }
    Optional<Instant> scheduled = instant("scheduled");
    if (scheduled.isEmpty() && fields().containsKey("scheduled")) {
      return refused("scheduled", Instants.EXPECTED);
    }
    Optional<Instant> expiration = instant("expiration");
    if (expiration.isEmpty() && fields().containsKey("expiration")) {
      return refused("expiration", Instants.EXPECTED);
    }
    NewEvent.Address address = address(wish.or(() -> platformChannel).orElse(null));
    return new Reading.Understood(
        new NewEvent(
            Queue.REAL_TIME,
            type,
            address.wishedChannel() != null
                ? address
                : address(liveChannel(address.channel(), templates)),
            new NewEvent.Attributes(
                format.orElse(EmailFormat.UNKNOWN),
                fields().get("origin"),
                fields().get("externalId"),
                fields().get("correlationId"),
                null,
                fields().containsKey("language")
                    ? fields().get("language")
                    : body.contextLanguage(),
                fields().get("country")),
            EventContext.json(body.context()),
            scheduled.orElse(null),
            expiration.orElse(null),
            ReceivedBy.REST));
  }

  private NewEvent.Address address(@Nullable Channel wish) {
    return new NewEvent.Address(
        wish,
        fields().get("email"),
        fields().get("mobilePhone"),
        fields().get("registrationToken"),
        fields().get("application"));
  }

  /**
   * The configuration's own channel, when the one the addresses suggest has no template (EV-4);
   * null when there is nothing to correct.
   */
  private @Nullable Channel liveChannel(Channel suggested, LiveTemplates templates) {
    if (templates.find(type, suggested).isPresent()) {
      return null;
    }
    for (Channel channel : Channel.values()) {
      if (templates.find(type, channel).isPresent()) {
        return channel;
      }
    }
    return null;
  }

  private static Optional<Channel> platform(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "gcm" -> Optional.of(Channel.ANDROID);
      case "apns" -> Optional.of(Channel.IOS);
      default -> Optional.empty();
    };
  }

  private Optional<Instant> instant(String name) {
    return Optional.ofNullable(fields().get(name))
        .flatMap(text -> Instants.parse(text, ZoneOffset.UTC));
  }

  private Map<String, String> fields() {
    return body.fields();
  }

  private static Reading refused(String field, String message) {
    return new Reading.Refused(new Refusal(field, message));
  }
}

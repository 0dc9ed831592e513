package io.herald.execution.collect.soap;

import io.herald.execution.collect.Instants;
import io.herald.execution.collect.Reading;
import io.herald.execution.collect.Refusal;
import io.herald.execution.queue.IdempotencyKey;
import io.herald.execution.queue.Submission;
import io.herald.message.channel.Channel;
import io.herald.message.channel.EmailFormat;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.platform.access.Principal;
import io.herald.platform.soap.SoapXml;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * An event element as its caller wrote it, not yet understood (API-23 to API-25).
 *
 * @param element its name, in the caller's letter case
 * @param attributes the known ones by lower-case name; empty ones are left out, unknown ones
 *     ignored
 * @param mobileApp the uuid of its child {@code mobileApp}
 * @param context the copy of its child {@code ctx}; null when there is none
 */
record EventDraft(
    String element,
    Map<String, String> attributes,
    @Nullable String mobileApp,
    @Nullable String context) {
  private static final String IDEMPOTENCY_KEY = "idempotencykey";

  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "email",
          "mobilephone",
          "wishedchannel",
          "emailformat",
          "registrationtoken",
          "origin",
          "externalid",
          "correlationid",
          "hashipid",
          "hashlpid",
          "language",
          "country",
          "scheduled",
          "expiration",
          IDEMPOTENCY_KEY);

  /** Standing on the start of an event element: reads it; goes to its end. */
  static EventDraft read(SoapXml xml, String methodNamespace) throws XMLStreamException {
    String element = xml.name();
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < xml.attributeCount(); i++) {
      String name = xml.attributeName(i).toLowerCase(Locale.ROOT);
      String value = xml.attributeValue(i);
      if (KNOWN.contains(name) && !value.isBlank() && !xml.isNoAttribute(i)) {
        attributes.putIfAbsent(name, value);
      }
    }
    @Nullable String mobileApp = null;
    @Nullable String context = null;
    while (xml.nextChild()) {
      String child = xml.name().toLowerCase(Locale.ROOT);
      if (child.equals("ctx") && context == null) {
        context = ContextCopy.of(xml, methodNamespace);
      } else {
        if (child.equals("mobileapp") && mobileApp == null) {
          mobileApp = uuid(xml);
        }
        xml.skip();
      }
    }
    return new EventDraft(element, attributes, mobileApp, context);
  }

  private static @Nullable String uuid(SoapXml xml) {
    for (int i = 0; i < xml.attributeCount(); i++) {
      if (xml.attributeName(i).equalsIgnoreCase("uuid") && !xml.attributeValue(i).isBlank()) {
        return xml.attributeValue(i);
      }
    }
    return null;
  }

  /**
   * Understands the values.
   *
   * @param queue the one of the service that was called
   * @param zone where instants without offset are to be understood (DM-5)
   * @param who sends it: an API client may be bound to some event types
   */
  Reading understand(Queue queue, ZoneId zone, Principal who) {
    @Nullable Refusal wrongQueue = wrongQueue(queue);
    if (wrongQueue != null) {
      return new Reading.Refused(wrongQueue);
    }
    @Nullable String type = attributes.get("type");
    if (type == null) {
      return refused("type", "is missing; expected the name of an event type");
    }
    if (!who.maySend(type)) {
      return refused("type", "is none of those this API client may send");
    }
    if (context == null) {
      return refused("ctx", "is missing; expected a child element, which may be empty");
    }
    @Nullable String channelText = attributes.get("wishedchannel");
    Optional<Channel> channel = Optional.ofNullable(channelText).flatMap(Channel::parse);
    if (channelText != null && channel.isEmpty()) {
      return refused(
          "wishedChannel",
          "is not a channel; expected 0 (email), 1 (mobile), 41 (ios) or 42 (android)");
    }
    @Nullable String formatText = attributes.get("emailformat");
    Optional<EmailFormat> format = Optional.ofNullable(formatText).flatMap(EmailFormat::parse);
    if (formatText != null && format.isEmpty()) {
      return refused("emailFormat", "is not a format; expected 0 (unknown), 1 (text) or 2 (html)");
    }
    Optional<Instant> scheduled = instant("scheduled", zone);
    if (scheduled.isEmpty() && attributes.containsKey("scheduled")) {
      return refused("scheduled", Instants.EXPECTED);
    }
    Optional<Instant> expiration = instant("expiration", zone);
    if (expiration.isEmpty() && attributes.containsKey("expiration")) {
      return refused("expiration", Instants.EXPECTED);
    }
    @Nullable String key = attributes.get(IDEMPOTENCY_KEY);
    @Nullable String complaint = key == null ? null : IdempotencyKey.complaint(key);
    if (complaint != null) {
      return refused("idempotencyKey", complaint);
    }
    return new Reading.Understood(
        new NewEvent(
            queue,
            type,
            new NewEvent.Address(
                channel.orElse(null),
                attributes.get("email"),
                attributes.get("mobilephone"),
                attributes.get("registrationtoken"),
                mobileApp),
            new NewEvent.Attributes(
                format.orElse(EmailFormat.UNKNOWN),
                attributes.get("origin"),
                attributes.get("externalid"),
                attributes.get("correlationid"),
                // the guides' samples write the capital I as a small L
                attributes.getOrDefault("hashipid", attributes.get("hashlpid")),
                attributes.get("language"),
                attributes.get("country")),
            EventContext.xml(context),
            scheduled.orElse(null),
            expiration.orElse(null),
            ReceivedBy.SOAP));
  }

  /** The event it was understood as, with the key its caller gave it (API-9). */
  Submission submission(NewEvent event, Principal who) {
    @Nullable String key = attributes.get(IDEMPOTENCY_KEY);
    return new Submission(event, key == null ? null : IdempotencyKey.chosen(who.key(), key, event));
  }

  /**
   * The element's name decides the queue and must agree with the service (API-23); other names say
   * nothing, because clients make them up (client contract A.4 rule 6).
   */
  private @Nullable Refusal wrongQueue(Queue queue) {
    String other =
        switch (queue) {
          case REAL_TIME -> "batchEvent";
          case BATCH -> "rtEvent";
        };
    return element.equalsIgnoreCase(other)
        ? new Refusal(other, "does not belong to this service; call nms:" + other + " instead")
        : null;
  }

  private Optional<Instant> instant(String name, ZoneId zone) {
    return Optional.ofNullable(attributes.get(name)).flatMap(text -> Instants.parse(text, zone));
  }

  private static Reading refused(String field, String message) {
    return new Reading.Refused(new Refusal(field, message));
  }
}

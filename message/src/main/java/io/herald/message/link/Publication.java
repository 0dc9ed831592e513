package io.herald.message.link;

import static java.util.Objects.requireNonNull;

import io.herald.message.channel.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One published version of a template together with the event type it answers: frozen, immutable,
 * everything an execution instance needs (TPL-20).
 *
 * @param template internal name, unique on the control instance
 * @param version 1 and up, never reused
 * @param publishedAt when; the latest wins among templates of one type and channel (EV-4)
 * @param eventType the type whose events it answers
 * @param channel the way its messages travel
 * @param content what is compiled and rendered
 * @param delivery how its messages are sent
 */
public record Publication(
    String template,
    int version,
    Instant publishedAt,
    EventType eventType,
    Channel channel,
    Content content,
    DeliverySettings delivery) {

  /**
   * @throws NullPointerException when a part is missing
   * @throws IllegalArgumentException when the version is below 1
   */
  public Publication {
    requireNonNull(template, "template");
    requireNonNull(publishedAt, "publishedAt");
    requireNonNull(eventType, "eventType");
    requireNonNull(channel, "channel");
    requireNonNull(content, "content");
    requireNonNull(delivery, "delivery");
    if (version < 1) {
      throw new IllegalArgumentException("version is " + version + ", the first one is 1");
    }
  }

  /**
   * The event type as published.
   *
   * @param name for example {@code order_confirmation}; the Standard dialect serves those that
   *     begin with {@code EVT}
   * @param label for people
   * @param fields the declared fields of the context; empty means open (Classic)
   * @param enrichments what is read into the event; absent in what older versions froze
   */
  public record EventType(
      String name, String label, List<Field> fields, @Nullable List<Enrichment> enrichments) {
    public EventType {
      requireNonNull(name, "eventType.name");
      fields = List.copyOf(requireNonNull(fields, "eventType.fields"));
      enrichments = enrichments == null ? List.of() : List.copyOf(enrichments);
    }

    /** Without enrichments. */
    public EventType(String name, String label, List<Field> fields) {
      this(name, label, fields, List.of());
    }

    /** Never null. */
    @Override
    public List<Enrichment> enrichments() {
      return requireNonNull(enrichments);
    }
  }

  /**
   * Data that is read into the event before its message is rendered (DM-42): at most one row.
   *
   * @param id as templates name it: {@code enrichment.<id>.<field>}
   * @param source where the row is looked for
   * @param key what of the source is compared
   * @param field the field of the context it is compared with
   * @param order decides when several rows fit; null: that is an error
   * @param targeting whether it finds the profile the message goes to (TPL-3)
   * @param onMissing when there is no row (TPL-17): {@code send} without it, {@code doNotSend}, or
   *     {@code retry}
   * @param retrySeconds for so long, with {@code retry}; else 0
   */
  public record Enrichment(
      String id,
      String label,
      String source,
      String key,
      String field,
      @Nullable String order,
      boolean targeting,
      String onMissing,
      long retrySeconds) {}

  /**
   * A declared field of the context.
   *
   * @param name as in the JSON context
   * @param type one of string, integer, decimal, boolean, date, datetime, collection, object
   * @param fields of the elements of a collection, or of an object (DM-41); empty: any
   */
  public record Field(String name, String type, boolean required, @Nullable List<Field> fields) {
    public Field {
      fields = fields == null ? List.of() : List.copyOf(fields);
    }

    /** One that holds a single value, or anything. */
    public Field(String name, String type, boolean required) {
      this(name, type, required, List.of());
    }

    /** Never null. */
    @Override
    public List<Field> fields() {
      return requireNonNull(fields);
    }
  }

  /**
   * The template's sources; each may hold expressions.
   *
   * @param html null when the message has only text
   * @param text null: made from the HTML
   * @param autoEscape whether printed values are escaped for HTML (TPL-37)
   */
  public record Content(
      String senderName,
      String senderAddress,
      @Nullable String replyTo,
      @Nullable String errorAddress,
      String subject,
      @Nullable String html,
      @Nullable String text,
      boolean autoEscape) {
    public Content {
      requireNonNull(senderName, "content.senderName");
      requireNonNull(senderAddress, "content.senderAddress");
      requireNonNull(subject, "content.subject");
    }
  }

  /**
   * How messages of this template are sent.
   *
   * @param validitySeconds an event without its own expiration expires this long after its creation
   *     or its scheduled instant (EV-34); default 5 days
   * @param retries {@code standard} or {@code transactional} (DL-20)
   * @param onUncertain {@code resend} or {@code hold}: what to do when the outcome of an attempt is
   *     unknown (EV-13)
   */
  public record DeliverySettings(long validitySeconds, String retries, String onUncertain) {
    public DeliverySettings {
      requireNonNull(retries, "delivery.retries");
      requireNonNull(onUncertain, "delivery.onUncertain");
      if (validitySeconds < 1) {
        throw new IllegalArgumentException("delivery.validitySeconds is not positive");
      }
    }
  }
}

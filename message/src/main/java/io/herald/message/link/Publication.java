package io.herald.message.link;

import static java.util.Objects.requireNonNull;

import io.herald.message.channel.Channel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param supplies what the template takes in from outside; absent in what older versions froze
 */
public record Publication(
    String template,
    int version,
    Instant publishedAt,
    EventType eventType,
    Channel channel,
    Content content,
    DeliverySettings delivery,
    @Nullable Supplies supplies) {

  /** One that takes nothing in. */
  public Publication(
      String template,
      int version,
      Instant publishedAt,
      EventType eventType,
      Channel channel,
      Content content,
      DeliverySettings delivery) {
    this(template, version, publishedAt, eventType, channel, content, delivery, Supplies.NOTHING);
  }

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
    supplies = supplies == null ? Supplies.NOTHING : supplies;
    if (version < 1) {
      throw new IllegalArgumentException("version is " + version + ", the first one is 1");
    }
  }

  /** Never null. */
  @Override
  public Supplies supplies() {
    return requireNonNull(supplies);
  }

  /**
   * The event type as published.
   *
   * @param name for example {@code order_confirmation}; the Standard dialect serves those that
   *     begin with {@code EVT}
   * @param label for people
   * @param fields the declared fields of the context; empty means open (Classic)
   * @param enrichments what is read into the event; absent in what older versions froze
   * @param traps who gets copies of some of its messages; absent in what older versions froze
   */
  public record EventType(
      String name,
      String label,
      List<Field> fields,
      @Nullable List<Enrichment> enrichments,
      @Nullable List<Trap> traps) {
    public EventType {
      requireNonNull(name, "eventType.name");
      fields = List.copyOf(requireNonNull(fields, "eventType.fields"));
      enrichments = enrichments == null ? List.of() : List.copyOf(enrichments);
      traps = traps == null ? List.of() : List.copyOf(traps);
    }

    /** Without traps. */
    public EventType(
        String name, String label, List<Field> fields, @Nullable List<Enrichment> enrichments) {
      this(name, label, fields, enrichments, List.of());
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

    /** Never null. */
    @Override
    public List<Trap> traps() {
      return requireNonNull(traps);
    }

    /** The same with others who get copies. */
    public EventType withTraps(List<Trap> others) {
      return new EventType(name, label, fields, enrichments, others);
    }
  }

  /**
   * A seed that gets a copy of some live messages, filled in with its own data (TPL-69).
   *
   * @param seed its name
   * @param rate which share of the messages, above 0 to 1
   * @param event its address and data
   */
  public record Trap(String seed, double rate, EventData event) {
    public Trap {
      requireNonNull(seed, "traps.seed");
      requireNonNull(event, "traps.event");
      if (!(rate > 0 && rate <= 1)) {
        throw new IllegalArgumentException("traps.rate is " + rate + ", not above 0 to 1");
      }
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
   * @param preheader what mail programs show beside the subject (EM-10); null: none
   * @param headers more lines for the head of the message (EM-3)
   * @param mjml what the HTML is made from; null: it is written by hand
   * @param brand name of the brand it is sent for (TPL-13); null: none
   * @param language code of the language all this is in (TPL-60), for example {@code en-us}; null:
   *     it does not matter
   * @param variants the same message in other languages
   * @param attachments files that go with it (TPL-71)
   */
  public record Content(
      String senderName,
      String senderAddress,
      @Nullable String replyTo,
      @Nullable String errorAddress,
      String subject,
      @Nullable String html,
      @Nullable String text,
      boolean autoEscape,
      @Nullable String preheader,
      @Nullable List<Header> headers,
      @Nullable String mjml,
      @Nullable String brand,
      @Nullable String language,
      @Nullable List<Variant> variants,
      @Nullable List<Attachment> attachments) {
    public Content {
      requireNonNull(senderName, "content.senderName");
      requireNonNull(senderAddress, "content.senderAddress");
      requireNonNull(subject, "content.subject");
      headers = headers == null ? List.of() : List.copyOf(headers);
      variants = variants == null ? List.of() : List.copyOf(variants);
      attachments = attachments == null ? List.of() : List.copyOf(attachments);
    }

    /** The plain message, in one language. */
    public Content(
        String senderName,
        String senderAddress,
        @Nullable String replyTo,
        @Nullable String errorAddress,
        String subject,
        @Nullable String html,
        @Nullable String text,
        boolean autoEscape) {
      this(
          senderName,
          senderAddress,
          replyTo,
          errorAddress,
          subject,
          html,
          text,
          autoEscape,
          null,
          List.of(),
          null,
          null,
          null,
          List.of(),
          List.of());
    }

    /** Never null. */
    @Override
    public List<Header> headers() {
      return requireNonNull(headers);
    }

    /** Never null. */
    @Override
    public List<Variant> variants() {
      return requireNonNull(variants);
    }

    /** Never null. */
    @Override
    public List<Attachment> attachments() {
      return requireNonNull(attachments);
    }

    /**
     * The same with other HTML.
     *
     * @param otherVariants in the order of the variants
     */
    public Content withHtml(@Nullable String otherHtml, List<Variant> otherVariants) {
      return new Content(
          senderName,
          senderAddress,
          replyTo,
          errorAddress,
          subject,
          otherHtml,
          text,
          autoEscape,
          preheader,
          headers,
          mjml,
          brand,
          language,
          otherVariants,
          attachments);
    }

    /** The same with other files. */
    public Content withAttachments(List<Attachment> others) {
      return new Content(
          senderName,
          senderAddress,
          replyTo,
          errorAddress,
          subject,
          html,
          text,
          autoEscape,
          preheader,
          headers,
          mjml,
          brand,
          language,
          variants,
          others);
    }

    /** As somebody wrote it: without the HTML that was made from MJML and of documents. */
    public Content asWritten() {
      return withoutHtmlOfMjml()
          .withAttachments(attachments().stream().map(Attachment::asWritten).toList());
    }

    /** Without the HTML that was made from MJML, which says everything twice. */
    public Content withoutHtmlOfMjml() {
      return withHtml(
          mjml == null ? html : null,
          variants().stream()
              .map(variant -> variant.mjml() == null ? variant : variant.withHtml(null))
              .toList());
    }

    /**
     * Every text somebody wrote, by its place: {@code subject}, {@code headers.X-Order}, {@code
     * variants.fr.html}, {@code attachments[0].source} and so on; those that are absent left out.
     */
    public Map<String, String> texts() {
      Texts texts = new Texts(new LinkedHashMap<>());
      texts.put("senderName", senderName);
      texts.put("senderAddress", senderAddress);
      texts.put("replyTo", replyTo);
      texts.put("errorAddress", errorAddress);
      texts.put("subject", subject);
      texts.put("preheader", preheader);
      texts.put("html", html);
      texts.put("mjml", mjml);
      texts.put("text", text);
      texts.put("brand", brand);
      headers().forEach(header -> texts.put("headers." + header.name(), header.value()));
      for (Variant variant : variants()) {
        String at = "variants." + variant.language() + ".";
        texts.put(at + "senderName", variant.senderName());
        texts.put(at + "subject", variant.subject());
        texts.put(at + "preheader", variant.preheader());
        texts.put(at + "html", variant.html());
        texts.put(at + "mjml", variant.mjml());
        texts.put(at + "text", variant.text());
      }
      for (int i = 0; i < attachments().size(); i++) {
        Attachment attachment = attachments().get(i);
        String at = "attachments[" + i + "].";
        texts.put(at + "name", attachment.name());
        texts.put(at + "source", attachment.source());
        texts.put(at + "condition", attachment.condition());
      }
      return texts.byPlace();
    }

    private record Texts(Map<String, String> byPlace) {
      void put(String place, @Nullable String text) {
        if (text != null) {
          byPlace.put(place, text);
        }
      }
    }
  }

  /**
   * A line of the message's head.
   *
   * @param name for example {@code X-Order}
   * @param value may hold expressions
   */
  public record Header(String name, String value) {
    public Header {
      requireNonNull(name, "headers.name");
      requireNonNull(value, "headers.value");
    }
  }

  /**
   * The message in another language; what is null is inherited from the default.
   *
   * @param language code, for example {@code fr} or {@code pt-br}
   */
  public record Variant(
      String language,
      @Nullable String senderName,
      @Nullable String subject,
      @Nullable String preheader,
      @Nullable String html,
      @Nullable String text,
      @Nullable String mjml) {
    public Variant {
      requireNonNull(language, "variants.language");
    }

    /** The same with other HTML. */
    public Variant withHtml(@Nullable String otherHtml) {
      return new Variant(language, senderName, subject, preheader, otherHtml, text, mjml);
    }
  }

  /**
   * A file that goes with the message (TPL-71, TPL-73).
   *
   * @param kind {@code file}: a stored resource; {@code url}: fetched when the message is made;
   *     {@code html}: HTML that becomes a PDF; {@code document}: a stored docx or odt that is
   *     filled in and becomes a PDF
   * @param name what it is called in the message; may hold expressions
   * @param source the resource's path, the address, or the HTML; may hold expressions
   * @param condition an expression that decides whether it goes along; null: always
   * @param document path of the stored document that the HTML was made of; null: somebody wrote it
   */
  public record Attachment(
      String kind,
      String name,
      String source,
      @Nullable String condition,
      @Nullable String document) {
    private static final String HTML = "html";
    private static final String DOCUMENT = "document";

    /** As somebody writes it. */
    public Attachment(String kind, String name, String source, @Nullable String condition) {
      this(kind, name, source, condition, null);
    }

    public Attachment {
      requireNonNull(kind, "attachments.kind");
      requireNonNull(name, "attachments.name");
      requireNonNull(source, "attachments.source");
    }

    /** The same with HTML that was made of its document. */
    public Attachment madeHtml(String html) {
      return new Attachment(HTML, name, html, condition, source.strip());
    }

    /** As somebody wrote it: the path of a document in place of its HTML. */
    public Attachment asWritten() {
      return document == null ? this : new Attachment(DOCUMENT, name, document, condition);
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

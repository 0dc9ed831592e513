package io.herald.control.seed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.herald.control.design.DesignStore;
import io.herald.control.design.EventType;
import io.herald.control.design.MailAddress;
import io.herald.control.design.Saved;
import io.herald.control.design.Template;
import io.herald.control.http.InputCheck;
import io.herald.message.event.EventContext;
import io.herald.message.event.ReceivedBy;
import io.herald.message.link.Publication;
import io.herald.message.link.SampleContext;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A seed as a caller sends it. What the server alone decides may come along, unread. */
@Schema(name = "SeedRequest", title = "Seed to save")
@JsonIgnoreProperties({"id", "created", "createdBy", "lastModified", "lastModifiedBy"})
public record SeedRequest(
    @Schema(
            description =
                "1 to 64 letters A to Z, a to z, digits and underscores; SDM and a number when"
                    + " absent",
            example = "SDM1")
        @Nullable String name,
    @Schema(description = "For people; the name when absent", example = "Ada, gold customer")
        @Nullable String label,
    @Schema(description = "Where proofs go", example = "ada@example.com") @Nullable String email,
    @Schema(example = "+33612345678") @Nullable String mobilePhone,
    @Schema(description = "Language of the recipient", example = "en") @Nullable String language,
    @Schema(example = "customer-4711") @Nullable String externalId,
    @Schema(
            description = "The event type its data fits; either this or 'template'",
            example = "EVTcartAbandonment")
        @Nullable String eventType,
    @Schema(description = "The template its data fits; either this or 'eventType'")
        @Nullable String template,
    @Schema(
            description =
                "What an event would carry: a JSON object, or a text with one XML element"
                    + " <ctx>…</ctx>. When absent, a sample of the event type's fields",
            type = "object",
            example = "{\"firstName\": \"Ada\", \"cartAmount\": 49.9}")
        @Nullable JsonNode ctx,
    @Schema(
            description =
                "Whether it gets copies of live messages, made with its own data, from the next"
                    + " publication on",
            defaultValue = "false")
        @Nullable Boolean trap,
    @Schema(
            description = "With trap: which share of the messages, above 0 to 1",
            defaultValue = "0.01",
            example = "0.05")
        @Nullable Double trapRate,
    @Schema(
            description = "The revision this is a change of; 409 when there is a newer one",
            example = "1")
        @Nullable Integer revision) {

  private static final double DEFAULT_RATE = 0.01;
  private static final int MAX_LABEL = 255;
  // what an event may have (EV-1)
  private static final int MAX_ADDRESS = 128;
  private static final int MAX_PHONE = 32;
  private static final int MAX_LANGUAGE = 32;
  private static final int MAX_TEXT = 128;
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ().\\-/]{3,32}");

  /**
   * The seed; use it only when the check has no findings.
   *
   * @param nameInPath the name the address gives; null when the body gives it, or nobody does
   */
  public Seed read(InputCheck check, @Nullable String nameInPath, DesignStore designs) {
    String checkedName = nameInPath == null && name == null ? "" : check.nameOf(nameInPath, name);
    String checkedLabel = check.line("label", label, MAX_LABEL);
    @Nullable String address = check.lineOrNull("email", email, MAX_ADDRESS);
    if (address != null && !MailAddress.isValid(address)) {
      check.refuse("email", "'email' is not an e-mail address of the form name@domain.");
    }
    @Nullable String phone = check.lineOrNull("mobilePhone", mobilePhone, MAX_PHONE);
    if (phone != null && !PHONE.matcher(phone).matches()) {
      check.refuse(
          "mobilePhone",
          "'mobilePhone' is not a telephone number; E.164 is recommended, such as +33612345678.");
    }
    if (Boolean.TRUE.equals(trap) && address == null) {
      check.refuse("email", "A trap gets mails: give it an 'email'.");
    }
    double rate = trapRate == null ? DEFAULT_RATE : trapRate;
    if (!(rate > 0 && rate <= 1)) {
      check.refuse("trapRate", "'trapRate' is a share above 0 to 1: 0.01 is one message in 100.");
    }
    Optional<String> type = typeOf(check, designs, eventType, template);
    return new Seed(
        checkedName,
        checkedLabel,
        new Seed.Recipient(
            address,
            phone,
            check.lineOrNull("language", language, MAX_LANGUAGE),
            check.lineOrNull("externalId", externalId, MAX_TEXT)),
        new Seed.MadeFor(eventType, template),
        ctx == null || ctx.isNull()
            ? type.map(named -> sample(named, designs)).orElseGet(() -> EventContext.json("{}"))
            : ContextReading.read(check, "ctx", ctx),
        Boolean.TRUE.equals(trap),
        rate);
  }

  /** The same, made for the events of this type. */
  public SeedRequest forEventType(String type) {
    return new SeedRequest(
        name,
        label,
        email,
        mobilePhone,
        language,
        externalId,
        type,
        null,
        ctx,
        trap,
        trapRate,
        revision);
  }

  /** The event type whose events a seed stands for; empty when the check has something to say. */
  static Optional<String> typeOf(
      InputCheck check,
      DesignStore designs,
      @Nullable String eventType,
      @Nullable String template) {
    if ((eventType == null) == (template == null)) {
      check.refuse(
          eventType == null ? "eventType" : "template",
          "A seed is made for an event type or for a template: give either 'eventType' or"
              + " 'template'.");
      return Optional.empty();
    }
    if (template != null) {
      Optional<Saved<Template>> named = designs.template(template);
      if (named.isEmpty()) {
        check.refuse("template", "There is no template of the name that 'template' gives.");
      }
      return named.map(draft -> draft.value().eventType());
    }
    Optional<Saved<EventType>> named = designs.eventType(String.valueOf(eventType));
    if (named.isEmpty()) {
      check.refuse("eventType", "There is no event type of the name that 'eventType' gives.");
    }
    return named.map(type -> type.value().name());
  }

  private static EventContext sample(String eventType, DesignStore designs) {
    List<Publication.Field> fields =
        designs.eventType(eventType).map(type -> type.value().fields()).orElse(List.of());
    // Classic types declare no fields, and their events carry XML
    return Seed.doorOf(eventType) == ReceivedBy.SOAP
        ? EventContext.xml("<ctx/>")
        : EventContext.json(SampleContext.json(fields));
  }

  /** What a seed is to be copied to. */
  @Schema(name = "SeedCopyRequest", title = "What to copy a seed to")
  record Copy(
      @Schema(description = "Of the copy; SDM and a number when absent", example = "SDM2")
          @Nullable String name,
      @Schema(description = "The event type the copy is for; either this or 'template'")
          @Nullable String eventType,
      @Schema(
              description = "The template the copy is for; either this or 'eventType'",
              example = "cartReminder")
          @Nullable String template) {

    /** The copy; use it only when the check has no findings. */
    Seed read(InputCheck check, Seed original, DesignStore designs) {
      String checkedName = name == null ? "" : check.name("name", name);
      typeOf(check, designs, eventType, template);
      return original.copiedTo(checkedName, new Seed.MadeFor(eventType, template));
    }
  }
}

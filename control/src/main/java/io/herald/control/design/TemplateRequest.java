package io.herald.control.design;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.herald.control.http.InputCheck;
import io.herald.message.link.Publication;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A template as a caller sends it. What the server alone decides may come along, unread. */
@Schema(
    name = "TemplateRequest",
    title = "Template to save",
    description = "Every text of the content may hold expressions: <%= rtEvent.ctx.firstName %>.")
@JsonIgnoreProperties({
  "id",
  "created",
  "createdBy",
  "lastModified",
  "lastModifiedBy",
  "state",
  "version",
  "lastPublication",
  "modifiedSincePublication",
  "instances",
  "pausedAt",
  "pausedBy",
  "publicationRequest",
  "findings",
  "warnings"
})
public record TemplateRequest(
    @Schema(
            description = "1 to 64 letters A to Z, a to z, digits and underscores",
            example = "orderConfirmation")
        @Nullable String name,
    @Schema(description = "For people; the name when absent", example = "Order confirmation")
        @Nullable String label,
    @Schema(description = "The event type it answers", example = "order_confirmation")
        @Nullable String eventType,
    @Schema(example = "email", defaultValue = "email") @Nullable String channel,
    @Schema(example = "Example Shop") @Nullable String senderName,
    @Schema(example = "orders@shop.example") @Nullable String senderAddress,
    @Schema(description = "Where answers go", example = "care@shop.example")
        @Nullable String replyTo,
    @Schema(description = "Where bounces go", example = "bounces@shop.example")
        @Nullable String errorAddress,
    @Schema(example = "Your order <%= rtEvent.ctx.reference %>") @Nullable String subject,
    @Schema(example = "<p>Dear <%= rtEvent.ctx.client.firstname %>, thank you.</p>")
        @Nullable String html,
    @Schema(
            description = "The plain text; made from the HTML when absent",
            example = "Dear <%= rtEvent.ctx.client.firstname %>, thank you.")
        @Nullable String text,
    @Schema(
            description = "Whether printed values are escaped for HTML",
            example = "true",
            defaultValue = "true")
        @Nullable Boolean autoEscape,
    @Schema(
            description = "What mail programs show beside the subject",
            example = "It is on its way.")
        @Nullable String preheader,
    @Schema(description = "More lines for the head of the message")
        @Nullable List<@Nullable HeaderRequest> headers,
    @Schema(description = "What the HTML is made from, instead of html") @Nullable String mjml,
    @Schema(description = "The brand it is sent for, or an expression", example = "shop")
        @Nullable String brand,
    @Schema(description = "Code of the language all this is in", example = "en")
        @Nullable String language,
    @Schema(description = "The message in other languages")
        @Nullable List<@Nullable VariantRequest> variants,
    @Schema(description = "Files that go with the message")
        @Nullable List<@Nullable AttachmentRequest> attachments,
    @Schema(
            description = "How long an event may wait for its message: 1m to 365d, in s, m, h or d",
            example = "5d",
            defaultValue = "5d")
        @Nullable String validity,
    @Schema(
            description = "How often sending is tried again",
            defaultValue = STANDARD,
            allowableValues = {STANDARD, "transactional"})
        @Nullable String retries,
    @Schema(
            description = "What to do when nobody knows whether an attempt succeeded",
            defaultValue = RESEND,
            allowableValues = {RESEND, "hold"})
        @Nullable String onUncertain,
    @Schema(
            description = "The revision this is a change of; 409 when there is a newer one",
            example = "1")
        @Nullable Integer revision) {

  private static final String STANDARD = "standard";
  private static final String RESEND = "resend";
  static final int MAX_LINE = 1_000;
  static final int MAX_BODY = 2_000_000;

  /**
   * The template; use it only when the check has no findings.
   *
   * @param nameInPath the name the address gives; null when the body gives it
   */
  public Template read(InputCheck check, @Nullable String nameInPath) {
    String checkedName = check.nameOf(nameInPath, name);
    String checkedLabel = check.line("label", label, EventTypeRequest.MAX_LABEL);
    String code = VariantRequest.code(check, "language", language);
    return new Template(
        checkedName,
        checkedLabel.isEmpty() ? checkedName : checkedLabel,
        check.name("eventType", eventType),
        EventTypeRequest.channelOf(check, channel),
        new Publication.Content(
            check.line("senderName", senderName, MAX_LINE),
            check.line("senderAddress", senderAddress, MAX_LINE),
            check.lineOrNull("replyTo", replyTo, MAX_LINE),
            check.lineOrNull("errorAddress", errorAddress, MAX_LINE),
            check.line("subject", subject, MAX_LINE),
            unlessEmpty(check.text("html", html, MAX_BODY)),
            unlessEmpty(check.text("text", text, MAX_BODY)),
            autoEscape == null || autoEscape,
            check.lineOrNull("preheader", preheader, MAX_LINE),
            HeaderRequest.readAll(check, headers),
            unlessEmpty(check.text("mjml", mjml, MAX_BODY)),
            check.lineOrNull("brand", brand, MAX_LINE),
            code,
            VariantRequest.readAll(check, code, variants),
            AttachmentRequest.readAll(check, attachments)),
        new Publication.DeliverySettings(
            readValidity(check),
            check.choice(
                "retries",
                retries,
                STANDARD,
                Map.of(STANDARD, STANDARD, "transactional", "transactional")),
            check.choice(
                "onUncertain", onUncertain, RESEND, Map.of(RESEND, RESEND, "hold", "hold"))));
  }

  private long readValidity(InputCheck check) {
    if (validity == null) {
      return Validity.DEFAULT_SECONDS;
    }
    OptionalLong seconds = Validity.seconds(validity);
    if (seconds.isEmpty()) {
      check.refuse(
          "validity", "'validity' is a whole number and s, m, h or d, from 1m to 365d: 5d, 36h.");
    }
    return seconds.orElse(Validity.DEFAULT_SECONDS);
  }

  private static @Nullable String unlessEmpty(String text) {
    return text.isBlank() ? null : text;
  }
}

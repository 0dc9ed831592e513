package io.herald.control.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.control.http.Finding;
import io.herald.message.link.Publication;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A template as callers see it: the draft, and what is said about its publication. */
@Schema(name = "Template", title = "Template")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TemplateResource(
    @Schema(example = "12") long id,
    @Schema(example = "orderConfirmation") String name,
    @Schema(example = "Order confirmation") String label,
    @Schema(example = "order_confirmation") String eventType,
    @Schema(example = "email") String channel,
    @Schema(example = "Example Shop") String senderName,
    @Schema(example = "orders@shop.example") String senderAddress,
    @Nullable String replyTo,
    @Nullable String errorAddress,
    @Schema(example = "Your order <%= rtEvent.ctx.reference %>") String subject,
    @Schema(example = "<p>Dear <%= rtEvent.ctx.client.firstname %>, thank you.</p>")
        @Nullable String html,
    @Nullable String text,
    boolean autoEscape,
    @Nullable String preheader,
    List<HeaderRequest> headers,
    @Nullable String mjml,
    @Nullable String brand,
    @Schema(example = "en") @Nullable String language,
    List<VariantRequest> variants,
    List<AttachmentRequest> attachments,
    @Schema(example = "5d") String validity,
    @Schema(example = "standard") String retries,
    @Schema(example = "resend") String onUncertain,
    @Schema(description = "Counts the saves; also the ETag", example = "3") int revision,
    Instant created,
    @Schema(example = "admin") String createdBy,
    Instant lastModified,
    @Schema(example = "admin") String lastModifiedBy,
    TemplateState state,
    @Schema(description = "The version that should be live", example = "2")
        @Nullable Integer version,
    @Nullable Instant lastPublication,
    @Schema(
            description =
                "Whether the template, its event type, or a block or option it took in was changed"
                    + " after publication")
        @Nullable Boolean modifiedSincePublication,
    @Schema(description = "Since when its events are held back; absent: they are not")
        @Nullable Instant pausedAt,
    @Schema(description = "Who paused it", example = "anna") @Nullable String pausedBy,
    @Schema(description = "A publication that waits for a second person, or was rejected")
        @Nullable PublicationRequest publicationRequest,
    @Schema(description = "How far each execution instance is with the live version")
        @Nullable List<InstanceResource> instances,
    @Schema(description = "What keeps the draft from being published; empty: nothing")
        List<Finding> findings,
    @Schema(description = "What somebody should look at; it can be published all the same")
        List<Finding> warnings) {

  /** How far one execution instance is with a template. */
  @Schema(name = "TemplateOnInstance", title = "How far one execution instance is")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record InstanceResource(
      @Schema(example = "emea-1") String instance,
      @Schema(
              example = "published",
              allowableValues = {"published", "paused", "waiting"})
          String state,
      @Schema(description = "Why it is waiting") @Nullable String why) {
    static List<InstanceResource> of(Publications.Live live) {
      String there = live.pause() == null ? "published" : "paused";
      return live.instances().stream()
          .map(
              instance ->
                  new InstanceResource(
                      instance.instance(),
                      instance.waitingBecause() == null ? there : "waiting",
                      instance.waitingBecause()))
          .toList();
    }
  }

  static TemplateResource of(
      Saved<Template> saved,
      Publications.@Nullable Live live,
      @Nullable PublicationRequest request,
      Assessment assessment) {
    Template template = saved.value();
    Publication.Content content = template.content();
    Publication.DeliverySettings delivery = template.delivery();
    return new TemplateResource(
        saved.id(),
        template.name(),
        template.label(),
        template.eventType(),
        template.channel().label(),
        content.senderName(),
        content.senderAddress(),
        content.replyTo(),
        content.errorAddress(),
        content.subject(),
        content.html(),
        content.text(),
        content.autoEscape(),
        content.preheader(),
        HeaderRequest.of(content.headers()),
        content.mjml(),
        content.brand(),
        content.language(),
        VariantRequest.of(content.variants()),
        AttachmentRequest.of(content.attachments()),
        Validity.text(delivery.validitySeconds()),
        delivery.retries(),
        delivery.onUncertain(),
        saved.revision(),
        saved.created(),
        saved.createdBy(),
        saved.modified(),
        saved.modifiedBy(),
        TemplateState.of(live),
        live == null ? null : live.version(),
        live == null ? null : live.publishedAt(),
        live == null ? null : live.modifiedSince(),
        live == null || live.pause() == null ? null : live.pause().at(),
        live == null || live.pause() == null ? null : live.pause().by(),
        request,
        live == null ? null : InstanceResource.of(live),
        assessment.errors(),
        assessment.warnings());
  }
}

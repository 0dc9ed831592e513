package io.herald.control.brand;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.control.design.Saved;
import io.herald.message.link.Supplies;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A brand as callers see it; it can be sent back as it is. */
@Schema(name = "Brand", title = "Brand")
@JsonInclude(JsonInclude.Include.NON_NULL)
record BrandResource(
    @Schema(description = "BRD and a number", example = "BRD3") String id,
    @Schema(example = "acme") String name,
    @Schema(example = "Acme, Europe") String label,
    @Schema(example = "Acme") @Nullable String usualName,
    @Schema(example = "https://acme.example/logo.png") @Nullable String logoUrl,
    @Schema(example = "https://acme.example") @Nullable String webSiteUrl,
    @Schema(example = "Acme Shop") @Nullable String senderName,
    @Schema(example = "shop@acme.example") @Nullable String senderAddress,
    @Schema(example = "Acme Care") @Nullable String replyName,
    @Schema(example = "care@acme.example") @Nullable String replyAddress,
    @Schema(example = "bounces@acme.example") @Nullable String errorAddress,
    @Schema(example = "https://mail.acme.example") @Nullable String emailUrlBase,
    @Schema(description = "Counts the saves; also the ETag", example = "3") int revision,
    Instant created,
    @Schema(example = "admin") String createdBy,
    Instant lastModified,
    @Schema(example = "admin") String lastModifiedBy) {

  static BrandResource of(Saved<Brand> saved) {
    Brand brand = saved.value();
    Supplies.Brand fields = brand.fields();
    return new BrandResource(
        "BRD" + saved.id(),
        brand.name(),
        brand.label().isEmpty() ? brand.name() : brand.label(),
        fields.usualName(),
        fields.logoUrl(),
        fields.webSiteUrl(),
        fields.senderName(),
        fields.senderAddress(),
        fields.replyName(),
        fields.replyAddress(),
        fields.errorAddress(),
        fields.emailUrlBase(),
        saved.revision(),
        saved.created(),
        saved.createdBy(),
        saved.modified(),
        saved.modifiedBy());
  }
}

package io.herald.control.block;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.herald.control.http.InputCheck;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An option as a caller sends it. What the server alone decides may come along, unread. */
@Schema(name = "OptionRequest", title = "Option to save")
@JsonIgnoreProperties({"id", "created", "createdBy", "lastModified", "lastModifiedBy"})
record OptionRequest(
    @Schema(
            description = "1 to 64 letters A to Z, a to z, digits and underscores",
            example = "NmsServer_URL")
        @Nullable String name,
    @Schema(description = "For people; the name when absent", example = "Address of the server")
        @Nullable String label,
    @Schema(description = "What templates get", example = "https://shop.example")
        @Nullable String value,
    @Schema(
            description = "The revision this is a change of; 409 when there is a newer one",
            example = "1")
        @Nullable Integer revision) {
  private static final int MAX_LABEL = 255;
  private static final int MAX_VALUE = 10_000;

  /**
   * The option; use it only when the check has no findings.
   *
   * @param nameInPath the name the address gives; null when the body gives it
   */
  TemplateOption read(InputCheck check, @Nullable String nameInPath) {
    String checkedName = check.nameOf(nameInPath, name);
    if (value == null) {
      check.refuse("value", "'value' is missing; it may be empty.");
    }
    return new TemplateOption(
        checkedName, check.line("label", label, MAX_LABEL), check.text("value", value, MAX_VALUE));
  }
}

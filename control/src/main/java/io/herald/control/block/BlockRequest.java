package io.herald.control.block;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.herald.control.http.InputCheck;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A block as a caller sends it. What the server alone decides may come along, unread. */
@Schema(name = "BlockRequest", title = "Personalization block to save")
@JsonIgnoreProperties({
  "id",
  "builtIn",
  "hidesBuiltIn",
  "liveTemplates",
  "findings",
  "created",
  "createdBy",
  "lastModified",
  "lastModifiedBy"
})
record BlockRequest(
    @Schema(
            description =
                "1 to 64 letters A to Z, a to z, digits and underscores; a built-in block of this"
                    + " name is hidden by it",
            example = "Footer")
        @Nullable String name,
    @Schema(description = "For people; the name when absent", example = "Footer of all mails")
        @Nullable String label,
    @Schema(
            description = "What stands in HTML; may hold tags and include other blocks",
            example = "<p>Example Shop, 1 High Street, <%= rtEvent.ctx.city %></p>")
        @Nullable String html,
    @Schema(
            description = "What stands in subject, addresses and text; absent: the HTML as it is",
            example = "Example Shop, 1 High Street")
        @Nullable String text,
    @Schema(description = "Whether editors offer it", defaultValue = "true")
        @Nullable Boolean inMenus,
    @Schema(
            description = "Whose messages it is meant for",
            defaultValue = "any",
            allowableValues = {"any", "event", "profile"})
        @Nullable String dimension,
    @Schema(
            description = "The revision this is a change of; 409 when there is a newer one",
            example = "1")
        @Nullable Integer revision) {

  private static final int MAX_LABEL = 255;
  private static final int MAX_CONTENT = 500_000;
  private static final String ANY = "any";

  /**
   * The block; use it only when the check has no findings.
   *
   * @param nameInPath the name the address gives; null when the body gives it
   */
  PersonalizationBlock read(InputCheck check, @Nullable String nameInPath) {
    String checkedName = check.nameOf(nameInPath, name);
    if (html == null) {
      check.refuse("html", "'html' is missing; a block that shows nothing has an empty one.");
    }
    return new PersonalizationBlock(
        checkedName,
        check.line("label", label, MAX_LABEL),
        check.text("html", html, MAX_CONTENT),
        text == null ? null : check.text("text", text, MAX_CONTENT),
        inMenus == null || inMenus,
        check.choice(
            "dimension", dimension, ANY, Map.of(ANY, ANY, "event", "event", "profile", "profile")));
  }
}

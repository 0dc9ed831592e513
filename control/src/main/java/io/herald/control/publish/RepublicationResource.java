package io.herald.control.publish;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.control.http.Finding;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one template when those that use a block were published again. */
@Schema(name = "Republication", title = "One template that was to be published again")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RepublicationResource(
    @Schema(example = "orderConfirmation") String template,
    @Schema(
            description =
                "published; requested: waits for a second person; unchanged: it has the block as"
                    + " it is; refused: it stays as it was",
            example = "published",
            allowableValues = {"published", "requested", "unchanged", "refused"})
        String outcome,
    @Schema(description = "The new version", example = "4") @Nullable Integer version,
    @Schema(description = "Why it was not published") @Nullable String why,
    @Nullable List<Finding> findings) {
  private static final String PUBLISHED = "published";

  static RepublicationResource published(String template, int version) {
    return new RepublicationResource(template, PUBLISHED, version, null, null);
  }

  static RepublicationResource requested(String template, String why) {
    return new RepublicationResource(template, "requested", null, why, null);
  }

  static RepublicationResource unchanged(String template) {
    return new RepublicationResource(template, "unchanged", null, null, null);
  }

  static RepublicationResource refused(String template, String why, List<Finding> findings) {
    return new RepublicationResource(
        template, "refused", null, why, findings.isEmpty() ? null : findings);
  }

  @JsonIgnore
  boolean published() {
    return outcome.equals(PUBLISHED);
  }
}

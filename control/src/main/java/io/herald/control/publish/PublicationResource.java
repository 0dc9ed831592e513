package io.herald.control.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.control.design.TemplateState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a publication or its end came to, instance by instance. */
@Schema(name = "PublicationResult", title = "Result of publishing or unpublishing")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PublicationResource(
    @Schema(example = "orderConfirmation") String template,
    @Schema(description = "The version that was published, or ended", example = "2") int version,
    @Schema(description = "partlyPublished: control goes on trying until all have it")
        TemplateState state,
    @Nullable Instant publishedAt,
    List<Step> instances) {

  /** How far one execution instance is. */
  @Schema(name = "PublicationStep", title = "How far one execution instance is")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Step(
      @Schema(example = "emea-1") String instance,
      @Schema(
              example = "published",
              allowableValues = {"published", "removed", "waiting"})
          String state,
      @Schema(description = "Why it is waiting; it is tried again until it succeeds")
          @Nullable String why) {}

  /** After a publication. */
  static PublicationResource published(
      String template, int version, Instant publishedAt, Map<String, Contact> contacts) {
    List<Step> steps =
        contacts.entrySet().stream()
            .map(
                contact ->
                    step(
                        contact.getKey(),
                        "published",
                        Integer.valueOf(version).equals(versionAt(contact.getValue(), template)),
                        template,
                        contact.getValue()))
            .toList();
    boolean everywhere =
        !steps.isEmpty() && steps.stream().allMatch(step -> step.state().equals("published"));
    return new PublicationResource(
        template,
        version,
        everywhere ? TemplateState.PUBLISHED : TemplateState.PARTLY_PUBLISHED,
        publishedAt,
        steps);
  }

  /** After its end. */
  static PublicationResource ended(String template, int version, Map<String, Contact> contacts) {
    List<Step> steps =
        contacts.entrySet().stream()
            .map(
                contact ->
                    step(
                        contact.getKey(),
                        "removed",
                        contact.getValue().live() != null
                            && versionAt(contact.getValue(), template) == null,
                        template,
                        contact.getValue()))
            .toList();
    return new PublicationResource(template, version, TemplateState.DRAFT, null, steps);
  }

  private static @Nullable Integer versionAt(Contact contact, String template) {
    @Nullable Map<String, Integer> live = contact.live();
    return live == null ? null : live.get(template);
  }

  private static Step step(
      String instance, String wanted, boolean done, String template, Contact contact) {
    if (done) {
      return new Step(instance, wanted, null);
    }
    @Nullable String refused = contact.refused().get(template);
    @Nullable String why = refused == null ? contact.error() : refused;
    return new Step(instance, "waiting", why == null ? "another publication came in between" : why);
  }
}

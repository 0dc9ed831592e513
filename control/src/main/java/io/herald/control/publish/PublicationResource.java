package io.herald.control.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.control.design.TemplateState;
import io.herald.control.http.Finding;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a publication, its pause or its end came to, instance by instance. */
@Schema(name = "PublicationResult", title = "Result of publishing, pausing or unpublishing")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PublicationResource(
    @Schema(example = "orderConfirmation") String template,
    @Schema(description = "The version that was published, or ended", example = "2") int version,
    @Schema(description = "partlyPublished: control goes on trying until all have it")
        TemplateState state,
    @Nullable Instant publishedAt,
    List<Step> instances,
    @Schema(description = "What somebody should look at, although it is published")
        @Nullable List<Finding> warnings) {

  /** The same with warnings; without any it stays as it is. */
  PublicationResource warning(List<Finding> found) {
    return found.isEmpty()
        ? this
        : new PublicationResource(template, version, state, publishedAt, instances, found);
  }

  /** How far one execution instance is. */
  @Schema(name = "PublicationStep", title = "How far one execution instance is")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Step(
      @Schema(example = "emea-1") String instance,
      @Schema(
              example = "published",
              allowableValues = {"published", "paused", "removed", "waiting"})
          String state,
      @Schema(description = "Why it is waiting; it is tried again until it succeeds")
          @Nullable String why) {}

  /**
   * After a publication, or a change of its state.
   *
   * @param wanted how it should stand everywhere
   */
  static PublicationResource live(
      String template,
      Standing wanted,
      @Nullable Instant publishedAt,
      Map<String, Contact> contacts) {
    String reached = wanted.paused() ? "paused" : "published";
    List<Step> steps =
        contacts.entrySet().stream()
            .map(
                contact ->
                    step(
                        contact.getKey(),
                        reached,
                        wanted.equals(standingAt(contact.getValue(), template)),
                        template,
                        contact.getValue()))
            .toList();
    boolean everywhere =
        !steps.isEmpty() && steps.stream().allMatch(step -> step.state().equals(reached));
    return new PublicationResource(
        template,
        wanted.version(),
        TemplateState.live(everywhere, wanted.paused()),
        publishedAt,
        steps,
        null);
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
                            && standingAt(contact.getValue(), template) == null,
                        template,
                        contact.getValue()))
            .toList();
    return new PublicationResource(template, version, TemplateState.DRAFT, null, steps, null);
  }

  private static @Nullable Standing standingAt(Contact contact, String template) {
    @Nullable Map<String, Standing> live = contact.live();
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

package io.herald.control.compare;

import io.herald.control.design.DesignStore;
import io.herald.control.design.Template;
import io.herald.control.http.Problem;
import io.herald.control.publish.PublishStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/templates/{name}/diff} (TPL-28). */
@RestController
@RequestMapping("/v1/templates")
@Tag(name = "Publication", description = "From draft to live, and back")
public final class DiffRoutes {
  private static final String DRAFT = "draft";
  private static final String LIVE = "live";

  private final DesignStore designs;
  private final PublishStore publications;

  public DiffRoutes(DesignStore designs, PublishStore publications) {
    this.designs = designs;
    this.publications = publications;
  }

  /** One side of the comparison: found, or why not. */
  private sealed interface Side {
    record Found(String name, Map<String, @Nullable String> parts) implements Side {}

    record Missing(Problem why) implements Side {}
  }

  @GetMapping("/{name}/diff")
  @Operation(
      operationId = "diffTemplate",
      summary = "Compare two states of a template",
      description =
          "Without parameters: what the next publication would change. The lines of each part that"
              + " differs come with what was removed before what was added.")
  @ApiResponse(
      responseCode = "200",
      description = "What differs",
      content = @Content(schema = @Schema(implementation = TemplateDiff.class)))
  ResponseEntity<Object> diff(
      @PathVariable String name,
      @Parameter(description = "live, draft, or a version number", example = "1")
          @RequestParam(defaultValue = LIVE)
          String from,
      @Parameter(description = "live, draft, or a version number", example = "draft")
          @RequestParam(defaultValue = DRAFT)
          String to) {
    return switch (side(name, "from", from)) {
      case Side.Missing(Problem why) -> why.answer();
      case Side.Found(String before, var partsBefore) ->
          switch (side(name, "to", to)) {
            case Side.Missing(Problem why) -> why.answer();
            case Side.Found(String after, var partsAfter) ->
                ResponseEntity.ok(TemplateDiff.of(name, before, partsBefore, after, partsAfter));
          };
    };
  }

  private Side side(String template, String parameter, String asked) {
    return switch (asked) {
      case DRAFT -> draft(template);
      case LIVE ->
          publications
              .liveVersion(template)
              .map(version -> version(template, version))
              .orElseGet(
                  () ->
                      new Side.Missing(
                          Problem.wrongState(
                                  "The template "
                                      + template
                                      + " is not published: name two versions, or draft, as from"
                                      + " and to.")
                              .about(parameter)));
      default ->
          asked.matches("[1-9]\\d{0,8}")
              ? version(template, Integer.parseInt(asked))
              : new Side.Missing(
                  Problem.badParameter(
                      parameter, "'" + parameter + "' may be draft, live or a version number."));
    };
  }

  private Side draft(String name) {
    return designs
        .template(name)
        .<Side>map(
            saved -> {
              Template draft = saved.value();
              return new Side.Found(
                  DRAFT,
                  Parts.of(
                      draft.eventType(),
                      designs
                          .eventType(draft.eventType())
                          .map(type -> type.value().published())
                          .orElse(null),
                      draft.content(),
                      draft.delivery()));
            })
        .orElseGet(() -> new Side.Missing(Problem.notFound("There is no template " + name + ".")));
  }

  private Side version(String template, int version) {
    Optional<Side> found =
        publications
            .frozen(template, version)
            .map(frozen -> new Side.Found(Integer.toString(version), Parts.of(frozen)));
    return found.orElseGet(
        () ->
            new Side.Missing(
                Problem.notFound(
                    "There is no version " + version + " of template " + template + ".")));
  }
}

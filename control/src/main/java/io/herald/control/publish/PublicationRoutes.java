package io.herald.control.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.control.design.Author;
import io.herald.control.design.DesignStore;
import io.herald.control.design.PublicationRequest;
import io.herald.control.http.InputCheck;
import io.herald.control.http.Page;
import io.herald.control.http.Problem;
import io.herald.message.link.Publication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The routes that make templates live and show their versions (API-53, TPL-20, TPL-23). */
@RestController
@RequestMapping("/v1/templates")
@Tag(name = "Publication", description = "From draft to live, and back")
public final class PublicationRoutes {
  private final Publishing publishing;
  private final PublishingAnswers answers;
  private final DesignStore designs;
  private final PublishStore store;
  private final Reconciler reconciler;
  private final InstantSource clock;

  public PublicationRoutes(
      Publishing publishing,
      PublishingAnswers answers,
      DesignStore designs,
      PublishStore store,
      Reconciler reconciler,
      InstantSource clock) {
    this.publishing = publishing;
    this.answers = answers;
    this.designs = designs;
    this.store = store;
    this.reconciler = reconciler;
    this.clock = clock;
  }

  @PostMapping("/{name}:publish")
  @Operation(
      operationId = "publishTemplate",
      summary = "Publish a template",
      description =
          "Freezes the draft as a new version and carries it to every enabled execution instance."
              + " An instance that cannot be reached gets it as soon as it can. With"
              + " control.publish.approval the publication waits for a second person.")
  @ApiResponse(
      responseCode = "200",
      description = "Published, at least here",
      content = @Content(schema = @Schema(implementation = PublicationResource.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Waits for a second person",
      content = @Content(schema = @Schema(implementation = PublicationRequest.class)))
  ResponseEntity<Object> publish(@PathVariable String name, Principal who)
      throws InterruptedException {
    return answers.answer(name, publishing.publish(name, Author.of(who, clock)));
  }

  @PostMapping("/{name}:rollback")
  @Operation(
      operationId = "rollBackTemplate",
      summary = "Publish an earlier version again",
      description =
          "Template and event type become live as they were frozen then, under a new version"
              + " number. The draft stays as it is.")
  @ApiResponse(
      responseCode = "200",
      description = "Published, at least here",
      content = @Content(schema = @Schema(implementation = PublicationResource.class)))
  ResponseEntity<Object> rollBack(
      @PathVariable String name, @RequestBody RollbackRequest body, Principal who)
      throws InterruptedException {
    InputCheck check = new InputCheck();
    int version = body.read(check);
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    return answers.answer(name, publishing.rollBack(name, version, Author.of(who, clock)));
  }

  @PostMapping("/{name}:unpublish")
  @Operation(
      operationId = "unpublishTemplate",
      summary = "Unpublish a template",
      description = "Removes it from every execution instance; the draft and all versions stay.")
  @ApiResponse(
      responseCode = "200",
      description = "It should not be live any more",
      content = @Content(schema = @Schema(implementation = PublicationResource.class)))
  ResponseEntity<Object> unpublish(@PathVariable String name) throws InterruptedException {
    Optional<Integer> version = store.unpublish(name);
    if (version.isPresent()) {
      return ResponseEntity.ok(
          PublicationResource.ended(
              name, version.get(), reconciler.compareAll(PublishingAnswers.ANSWER_WITHIN)));
    }
    return designs.template(name).isEmpty()
        ? PublishingAnswers.unknown(name)
        : Problem.wrongState("The template " + name + " is not published.").answer();
  }

  @GetMapping("/{name}/versions")
  @Operation(
      operationId = "listTemplateVersions",
      summary = "List what was published under this name, the newest first",
      description = "Also of templates that were deleted since.")
  VersionList versions(
      @PathVariable String name,
      @RequestParam(required = false, defaultValue = "" + Integer.MAX_VALUE) int before,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    return new VersionList(store.versions(name, before, Page.limit(limit)));
  }

  @GetMapping("/{name}/versions/{version}")
  @Operation(
      operationId = "getTemplateVersion",
      summary = "Read what was published",
      description = "The template with its event type, as the execution instances got it.")
  @ApiResponse(
      responseCode = "200",
      description = "The frozen version",
      content = @Content(schema = @Schema(implementation = Publication.class)))
  ResponseEntity<Object> version(@PathVariable String name, @PathVariable int version) {
    return store
        .frozen(name, version)
        .map(publication -> ResponseEntity.ok().<Object>body(publication))
        .orElseGet(() -> PublishingAnswers.unknownVersion(name, version));
  }

  /** Versions, the newest first. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "VersionList", title = "Versions of a template")
  record VersionList(List<Version> items) {}
}

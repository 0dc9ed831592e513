package io.herald.control.design;

import io.herald.control.http.ExpectedRevision;
import io.herald.control.http.InputCheck;
import io.herald.control.http.Page;
import io.herald.control.http.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The routes under {@code /v1/templates} that change drafts (API-53, TPL-10). */
@RestController
@RequestMapping("/v1/templates")
@Tag(name = "Templates", description = "The messages, as drafts")
public final class TemplateRoutes {
  private final DesignStore store;
  private final TemplateCheck templateCheck;
  private final Publications publications;
  private final Histories histories;
  private final InstantSource clock;

  public TemplateRoutes(
      DesignStore store,
      TemplateCheck templateCheck,
      Publications publications,
      Histories histories,
      InstantSource clock) {
    this.store = store;
    this.templateCheck = templateCheck;
    this.publications = publications;
    this.histories = histories;
    this.clock = clock;
  }

  @PostMapping
  @Operation(
      operationId = "createTemplate",
      summary = "Create a template",
      description =
          "It may be incomplete or wrong; 'findings' says what keeps it from being published.")
  @ApiResponse(
      responseCode = "201",
      description = "Created, as a draft",
      content = @Content(schema = @Schema(implementation = TemplateResource.class)))
  ResponseEntity<Object> create(@RequestBody TemplateRequest body, Principal who) {
    InputCheck check = new InputCheck();
    Template template = body.read(check, null);
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    return switch (store.create(template, Author.of(who, clock))) {
      case Saving.Done<Template>(Saved<Template> saved) ->
          ExpectedRevision.created(
              "/v1/templates/" + template.name(), saved.revision(), resource(saved));
      case Saving<Template> _ ->
          Problem.nameTaken(
                  "There already is a template "
                      + template.name()
                      + "; change it with PUT /v1/templates/"
                      + template.name()
                      + ".")
              .answer();
    };
  }

  @GetMapping
  @Operation(operationId = "listTemplates", summary = "List templates by name")
  Page<TemplateSummary> list(
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    int most = Page.limit(limit);
    List<Saved<TemplateHeading>> found = store.headings(after, most + 1);
    Map<String, Publications.Live> live =
        publications.live(found.stream().map(saved -> saved.value().name()).toList());
    List<TemplateSummary> summaries =
        found.stream()
            .map(saved -> TemplateSummary.of(saved, live.get(saved.value().name())))
            .toList();
    return Page.of(summaries, most, TemplateSummary::name);
  }

  @GetMapping("/{name}")
  @Operation(operationId = "getTemplate", summary = "Read a template")
  @ApiResponse(
      responseCode = "200",
      description = "The draft, and what is said about its publication",
      content = @Content(schema = @Schema(implementation = TemplateResource.class)))
  ResponseEntity<Object> read(@PathVariable String name) {
    return store.template(name).map(this::answer).orElseGet(() -> unknown(name));
  }

  @PutMapping("/{name}")
  @Operation(
      operationId = "replaceTemplate",
      summary = "Replace a template",
      description =
          "What is absent gets its default, a part that is absent is emptied. What is live stays"
              + " live until the next publication.")
  @ApiResponse(
      responseCode = "200",
      description = "Saved, as a draft",
      content = @Content(schema = @Schema(implementation = TemplateResource.class)))
  ResponseEntity<Object> replace(
      @PathVariable String name,
      @RequestBody TemplateRequest body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal who) {
    InputCheck check = new InputCheck();
    Template template = body.read(check, name);
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    ExpectedRevision expected = ExpectedRevision.of(ifMatch, body.revision());
    return switch (store.replace(template, expected.revision(), Author.of(who, clock))) {
      case Saving.Done<Template>(Saved<Template> saved) -> answer(saved);
      case Saving.Stale<Template>(int current) -> expected.differs(current).answer();
      case Saving<Template> _ -> unknown(name);
    };
  }

  @DeleteMapping("/{name}")
  @Operation(
      operationId = "deleteTemplate",
      summary = "Delete a template",
      description =
          "Refused while it is published. With confirm=true also when execution instances still know"
              + " events it answered; these stay there until they are purged. Its versions are kept.")
  @ApiResponse(responseCode = "204", description = "Deleted", content = @Content)
  ResponseEntity<Object> delete(
      @PathVariable String name,
      @RequestParam(defaultValue = "false") boolean confirm,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch)
      throws InterruptedException {
    Optional<Problem> question = confirm ? Optional.empty() : question(name);
    if (question.isPresent()) {
      return question.get().answer();
    }
    ExpectedRevision expected = ExpectedRevision.of(ifMatch, null);
    return switch (store.deleteTemplate(name, expected.revision())) {
      case Deletion.Done _ -> ResponseEntity.noContent().build();
      case Deletion.Unknown _ -> unknown(name);
      case Deletion.Stale(int current) -> expected.differs(current).answer();
      case Deletion.InUse _ ->
          Problem.inUse(
                  "The template "
                      + name
                      + " is published; POST /v1/templates/"
                      + name
                      + ":unpublish first.")
              .answer();
    };
  }

  /** What to ask before it is deleted; empty: nothing. */
  private Optional<Problem> question(String name) throws InterruptedException {
    Optional<Saved<Template>> draft = store.template(name);
    boolean answeredBelow = draft.isEmpty() || !publications.live(List.of(name)).isEmpty();
    return answeredBelow
        ? Optional.empty()
        : DeletionQuestion.about(
            "templates", name, histories.ofTemplate(draft.get().value().eventType(), name));
  }

  private ResponseEntity<Object> answer(Saved<Template> saved) {
    return ExpectedRevision.shown(saved.revision(), resource(saved));
  }

  private TemplateResource resource(Saved<Template> saved) {
    Template template = saved.value();
    Assessment assessment =
        templateCheck.assess(template, store.eventType(template.eventType()).map(Saved::value));
    return TemplateResource.of(
        saved,
        publications.live(List.of(template.name())).get(template.name()),
        publications.request(template.name()).orElse(null),
        assessment);
  }

  private static ResponseEntity<Object> unknown(String name) {
    return Problem.notFound("There is no template " + name + "; POST /v1/templates creates one.")
        .answer();
  }
}

package io.herald.control.design;

import io.herald.control.http.ExpectedRevision;
import io.herald.control.http.InputCheck;
import io.herald.control.http.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The routes that make a draft like one there is (TPL-7). */
@RestController
@RequestMapping("/v1")
@Tag(name = "Templates", description = "The messages, as drafts")
public final class CopyRoutes {
  private final DesignStore store;
  private final TemplateCheck templateCheck;
  private final InstantSource clock;

  public CopyRoutes(DesignStore store, TemplateCheck templateCheck, InstantSource clock) {
    this.store = store;
    this.templateCheck = templateCheck;
    this.clock = clock;
  }

  @PostMapping("/templates/{name}:duplicate")
  @Operation(
      operationId = "duplicateTemplate",
      summary = "Copy a template",
      description = "The copy is a draft of its own, whatever the state of the original.")
  @ApiResponse(
      responseCode = "201",
      description = "Created, as a draft",
      content = @Content(schema = @Schema(implementation = TemplateResource.class)))
  ResponseEntity<Object> template(
      @PathVariable String name, @RequestBody CopyRequest body, Principal who) {
    Optional<Saved<Template>> found = store.template(name);
    if (found.isEmpty()) {
      return Problem.notFound("There is no template " + name + ".").answer();
    }
    Template original = found.get().value();
    InputCheck check = new InputCheck();
    Template copy =
        new Template(
            body.readName(check),
            body.readLabel(check, original.label()),
            original.eventType(),
            original.channel(),
            original.content(),
            original.delivery());
    if (body.template() != null) {
      check.refuse("template", "'template' is for copies of event types; 'name' names the copy.");
    }
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    return switch (store.create(copy, Author.of(who, clock))) {
      case Saving.Done<Template>(Saved<Template> saved) ->
          ExpectedRevision.created(
              "/v1/templates/" + copy.name(),
              saved.revision(),
              TemplateResource.of(
                  saved,
                  null,
                  null,
                  templateCheck.assess(copy, store.eventType(copy.eventType()).map(Saved::value))));
      case Saving<Template> _ ->
          Problem.nameTaken("There already is a template " + copy.name() + ".").answer();
    };
  }

  @PostMapping("/event-types/{name}:duplicate")
  @Operation(
      operationId = "duplicateEventType",
      summary = "Copy an event type, and its message with it",
      description =
          "With 'template' a draft of that name is made for the copy, of the same design as the"
              + " message that is live for the original, or was changed last.")
  @ApiResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = EventTypeResource.class)))
  ResponseEntity<Object> eventType(
      @PathVariable String name, @RequestBody CopyRequest body, Principal who) {
    Optional<Saved<EventType>> found = store.eventType(name);
    if (found.isEmpty()) {
      return unknownType(name);
    }
    EventType original = found.get().value();
    InputCheck check = new InputCheck();
    String copy = body.readName(check);
    String label = body.readLabel(check, original.label());
    @Nullable String template = body.readTemplate(check);
    if (original.name().startsWith(EventType.STANDARD_PREFIX)
        != copy.startsWith(EventType.STANDARD_PREFIX)) {
      check.refuse(
          "name",
          "A Standard configuration and its copies begin with EVT, a Classic type does not.");
    }
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    return switch (store.copy(name, copy, label, template, Author.of(who, clock))) {
      case Copying.Done(Saved<EventType> saved) ->
          ExpectedRevision.created(
              "/v1/event-types/" + copy, saved.revision(), EventTypeResource.of(saved, null));
      case Copying.Unknown _ -> unknownType(name);
      case Copying.NoTemplate _ ->
          Problem.wrongState(
                  "No template answers "
                      + name
                      + ", so there is none to copy: leave 'template' out.")
              .answer();
      case Copying.NameTaken _ ->
          Problem.nameTaken(
                  "There already is an event type "
                      + copy
                      + (template == null ? "." : ", or a template " + template + "."))
              .answer();
    };
  }

  private static ResponseEntity<Object> unknownType(String name) {
    return Problem.notFound("There is no event type " + name + ".").answer();
  }
}

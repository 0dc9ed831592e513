package io.herald.control.design;

import io.herald.control.http.ExpectedRevision;
import io.herald.control.http.Finding;
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

/** The routes under {@code /v1/event-types} (API-53, TPL-1, TPL-2). */
@RestController
@RequestMapping("/v1/event-types")
@Tag(name = "Event types", description = "What kinds of events outside systems may push")
public final class EventTypeRoutes {
  private final DesignStore store;
  private final Publications publications;
  private final Histories histories;
  private final InstantSource clock;

  public EventTypeRoutes(
      DesignStore store, Publications publications, Histories histories, InstantSource clock) {
    this.store = store;
    this.publications = publications;
    this.histories = histories;
    this.clock = clock;
  }

  @PostMapping
  @Operation(operationId = "createEventType", summary = "Create an event type")
  @ApiResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = EventTypeResource.class)))
  ResponseEntity<Object> create(@RequestBody EventTypeRequest body, Principal who) {
    InputCheck check = new InputCheck();
    EventType type = body.read(check, null);
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    return switch (store.create(type, Author.of(who, clock))) {
      case Saving.Done<EventType>(Saved<EventType> saved) ->
          ExpectedRevision.created(
              "/v1/event-types/" + type.name(),
              saved.revision(),
              EventTypeResource.of(saved, null));
      case Saving<EventType> _ ->
          Problem.nameTaken(
                  "There already is an event type "
                      + type.name()
                      + "; change it with PUT /v1/event-types/"
                      + type.name()
                      + ".")
              .answer();
    };
  }

  @GetMapping
  @Operation(operationId = "listEventTypes", summary = "List event types by name")
  Page<EventTypeResource> list(
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    int most = Page.limit(limit);
    List<Saved<EventType>> types = store.eventTypes(after, most + 1);
    Map<String, Publications.LiveType> live =
        publications.liveTypes(types.stream().map(type -> type.value().name()).toList());
    List<EventTypeResource> found =
        types.stream()
            .map(type -> EventTypeResource.of(type, live.get(type.value().name())))
            .toList();
    return Page.of(found, most, EventTypeResource::name);
  }

  @GetMapping("/{name}")
  @Operation(operationId = "getEventType", summary = "Read an event type")
  @ApiResponse(
      responseCode = "200",
      description = "The event type",
      content = @Content(schema = @Schema(implementation = EventTypeResource.class)))
  ResponseEntity<Object> read(@PathVariable String name) {
    return store.eventType(name).map(this::answer).orElseGet(() -> unknown(name));
  }

  @PutMapping("/{name}")
  @Operation(
      operationId = "replaceEventType",
      summary = "Replace an event type",
      description =
          "What is absent gets its default. Published templates keep the old definition until they"
              + " are published again. A field that a live template uses stays, with its type.")
  @ApiResponse(
      responseCode = "200",
      description = "Saved",
      content = @Content(schema = @Schema(implementation = EventTypeResource.class)))
  ResponseEntity<Object> replace(
      @PathVariable String name,
      @RequestBody EventTypeRequest body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal who) {
    InputCheck check = new InputCheck();
    EventType type = body.read(check, name);
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    List<Finding> broken = FieldUse.brokenBy(type.fields(), publications.liveFor(name));
    if (!broken.isEmpty()) {
      return Problem.fieldInUse(name, broken).answer();
    }
    ExpectedRevision expected = ExpectedRevision.of(ifMatch, body.revision());
    return switch (store.replace(type, expected.revision(), Author.of(who, clock))) {
      case Saving.Done<EventType>(Saved<EventType> saved) -> answer(saved);
      case Saving.Stale<EventType>(int current) -> expected.differs(current).answer();
      case Saving<EventType> _ -> unknown(name);
    };
  }

  @DeleteMapping("/{name}")
  @Operation(
      operationId = "deleteEventType",
      summary = "Delete an event type",
      description =
          "Refused while a template uses it. With confirm=true also when execution instances still"
              + " know events of it; these stay there until they are purged.")
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
    return switch (store.deleteEventType(name, expected.revision())) {
      case Deletion.Done _ -> ResponseEntity.noContent().build();
      case Deletion.Unknown _ -> unknown(name);
      case Deletion.Stale(int current) -> expected.differs(current).answer();
      case Deletion.InUse(List<String> templates) ->
          Problem.inUse(
                  "Templates use the event type "
                      + name
                      + "; delete them first or give them another type: "
                      + String.join(", ", templates)
                      + ".")
              .answer();
    };
  }

  /** What to ask before it is deleted; empty: nothing. */
  private Optional<Problem> question(String name) throws InterruptedException {
    return store.eventType(name).isEmpty()
        ? Optional.empty()
        : DeletionQuestion.about("event-types", name, histories.ofType(name));
  }

  private ResponseEntity<Object> answer(Saved<EventType> saved) {
    return ExpectedRevision.shown(
        saved.revision(),
        EventTypeResource.of(
            saved,
            publications.liveTypes(List.of(saved.value().name())).get(saved.value().name())));
  }

  private static ResponseEntity<Object> unknown(String name) {
    return Problem.notFound(
            "There is no event type " + name + "; POST /v1/event-types creates one.")
        .answer();
  }
}

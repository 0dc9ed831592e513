package io.herald.control.data;

import io.herald.control.design.Author;
import io.herald.control.design.Deletion;
import io.herald.control.design.Saved;
import io.herald.control.design.Saving;
import io.herald.control.http.ExpectedRevision;
import io.herald.control.http.InputCheck;
import io.herald.control.http.Page;
import io.herald.control.http.PrivateData;
import io.herald.control.http.Problem;
import io.herald.control.publish.Reconciler;
import io.herald.message.link.ReferenceData;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The routes under {@code /v1/data} (DM-42). */
@RestController
@RequestMapping("/v1/data")
@Tag(name = "Data", description = "Rows that enrichments look up")
public final class DataRoutes {
  // an instance that needs longer gets it all the same
  private static final Duration CARRIED_WITHIN = Duration.ofSeconds(4);

  private final DataStore store;
  private final Reconciler reconciler;
  private final InstantSource clock;

  public DataRoutes(DataStore store, Reconciler reconciler, InstantSource clock) {
    this.store = store;
    this.reconciler = reconciler;
    this.clock = clock;
  }

  @PutMapping("/{name}")
  @Operation(
      operationId = "saveData",
      summary = "Create a resource, or replace all its rows",
      description =
          "Enrichments of event types look rows up in it. Every execution instance gets it within"
              + " seconds, and when it was away as soon as it is back; no publication is needed. Refused"
              + " when a column is missing that an enrichment compares, in an event type or in what"
              + " is live.")
  @ApiResponse(
      responseCode = "200",
      description = "Saved",
      content = @Content(schema = @Schema(implementation = DataView.class)))
  ResponseEntity<Object> save(
      @PathVariable String name,
      @RequestBody DataRequest body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal who)
      throws InterruptedException {
    InputCheck check = new InputCheck();
    check.name("name", name);
    String label = body.readLabel(check);
    Rows rows = body.read(check);
    if (check.findings().isEmpty()) {
      store.missingKeys(name, rows).forEach(missing -> refuse(check, missing));
    }
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    ExpectedRevision expected = ExpectedRevision.of(ifMatch, body.revision());
    Author author = Author.of(who, clock);
    return switch (store.save(name, label, rows, expected.revision(), author)) {
      case Saving.Done<DataResource>(Saved<DataResource> saved) -> {
        reconciler.carry(CARRIED_WITHIN);
        yield ExpectedRevision.shown(saved.revision(), DataView.of(saved));
      }
      case Saving.Stale<DataResource>(int current) -> expected.differs(current).answer();
      case Saving<DataResource> _ -> unknown(name);
    };
  }

  @GetMapping
  @Operation(operationId = "listData", summary = "List resources by name, without their rows")
  Page<DataView> list(
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    int most = Page.limit(limit);
    List<DataView> found = store.resources(after, most + 1).stream().map(DataView::of).toList();
    return Page.of(found, most, DataView::name);
  }

  @GetMapping("/{name}")
  @Operation(
      operationId = "getData",
      summary = "Read a resource with its first rows",
      description =
          "Rows can tell about real people: only who has the right PRIVATE DATA VIEW, or"
              + " ADMINISTRATION, reads them; others read the same without them.")
  @ApiResponse(
      responseCode = "200",
      description = "The resource",
      content = @Content(schema = @Schema(implementation = DataView.class)))
  ResponseEntity<Object> read(
      @PathVariable String name,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
      Authentication who) {
    int most = Page.limit(limit);
    Optional<Saved<DataResource>> saved = store.resource(name);
    if (saved.isEmpty()) {
      return unknown(name);
    }
    Optional<ReferenceData> data = PrivateData.isOpenTo(who) ? store.data(name) : Optional.empty();
    return ExpectedRevision.shown(
        saved.get().revision(),
        data.map(rows -> DataView.of(saved.get(), rows, most))
            .orElseGet(() -> DataView.of(saved.get())));
  }

  @DeleteMapping("/{name}")
  @Operation(
      operationId = "deleteData",
      summary = "Delete a resource",
      description =
          "Refused while an event type, or a template that is live, names it as the source of an"
              + " enrichment.")
  @ApiResponse(responseCode = "204", description = "Deleted", content = @Content)
  ResponseEntity<Object> delete(
      @PathVariable String name,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    ExpectedRevision expected = ExpectedRevision.of(ifMatch, null);
    return switch (store.delete(name, expected.revision())) {
      case Deletion.Done _ -> ResponseEntity.noContent().build();
      case Deletion.Unknown _ -> unknown(name);
      case Deletion.Stale(int current) -> expected.differs(current).answer();
      case Deletion.InUse(List<String> by) ->
          Problem.inUse(
                  "Enrichments of %s look rows up in %s; remove these first, and publish anew or unpublish what is live."
                      .formatted(String.join(", ", by), name))
              .answer();
    };
  }

  private static void refuse(InputCheck check, DataStore.MissingKey missing) {
    check.refuse(
        "rows",
        "There is no column %s, which an enrichment of %s compares: add the column, or change the enrichment first and publish anew what is live."
            .formatted(missing.column(), missing.by()));
  }

  private static ResponseEntity<Object> unknown(String name) {
    return Problem.notFound(
            "There is no resource %s; PUT /v1/data/%s creates it.".formatted(name, name))
        .answer();
  }
}

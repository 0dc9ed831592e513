package io.herald.control.seed;

import io.herald.control.design.Author;
import io.herald.control.design.Deletion;
import io.herald.control.design.DesignStore;
import io.herald.control.design.Saved;
import io.herald.control.design.Saving;
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
import tools.jackson.databind.json.JsonMapper;

/** The routes under {@code /v1/seeds} (API-53, TPL-65). */
@RestController
@RequestMapping("/v1/seeds")
@Tag(name = "Seeds", description = "Fictitious recipients for previews and proofs")
public final class SeedRoutes {
  private final SeedStore store;
  private final DesignStore designs;
  private final JsonMapper json;
  private final InstantSource clock;

  public SeedRoutes(SeedStore store, DesignStore designs, JsonMapper json, InstantSource clock) {
    this.store = store;
    this.designs = designs;
    this.json = json;
    this.clock = clock;
  }

  @PostMapping
  @Operation(
      operationId = "createSeed",
      summary = "Create a seed",
      description =
          "Without a name it becomes SDM and a number; without data it gets a sample of the event"
              + " type's fields to start from.")
  @ApiResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = SeedResource.class)))
  ResponseEntity<Object> create(@RequestBody SeedRequest body, Principal who) {
    InputCheck check = new InputCheck();
    Seed seed = body.read(check, null, designs);
    return check.findings().isEmpty()
        ? created(seed, who)
        : Problem.values(check.findings()).answer();
  }

  @GetMapping
  @Operation(operationId = "listSeeds", summary = "List seeds by name")
  Page<SeedResource> list(
      @RequestParam(defaultValue = "") String eventType,
      @RequestParam(defaultValue = "") String template,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    int most = Page.limit(limit);
    List<SeedResource> found =
        store.seeds(eventType, template, after, most + 1).stream()
            .map(saved -> SeedResource.of(saved, json))
            .toList();
    return Page.of(found, most, SeedResource::name);
  }

  @GetMapping("/{name}")
  @Operation(operationId = "getSeed", summary = "Read a seed")
  @ApiResponse(
      responseCode = "200",
      description = "The seed",
      content = @Content(schema = @Schema(implementation = SeedResource.class)))
  ResponseEntity<Object> read(@PathVariable String name) {
    return store.seed(name).map(this::answer).orElseGet(() -> unknown(name));
  }

  @PutMapping("/{name}")
  @Operation(
      operationId = "replaceSeed",
      summary = "Replace a seed",
      description = "What is absent is emptied, or gets its default.")
  @ApiResponse(
      responseCode = "200",
      description = "Saved",
      content = @Content(schema = @Schema(implementation = SeedResource.class)))
  ResponseEntity<Object> replace(
      @PathVariable String name,
      @RequestBody SeedRequest body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal who) {
    InputCheck check = new InputCheck();
    Seed seed = body.read(check, name, designs);
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    ExpectedRevision expected = ExpectedRevision.of(ifMatch, body.revision());
    return switch (store.replace(seed, expected.revision(), Author.of(who, clock))) {
      case Saving.Done<Seed>(Saved<Seed> saved) -> answer(saved);
      case Saving.Stale<Seed>(int current) -> expected.differs(current).answer();
      case Saving<Seed> _ -> unknown(name);
    };
  }

  @DeleteMapping("/{name}")
  @Operation(
      operationId = "deleteSeed",
      summary = "Delete a seed",
      description = "Proofs that were sent to it stay listed.")
  @ApiResponse(responseCode = "204", description = "Deleted", content = @Content)
  ResponseEntity<Object> delete(
      @PathVariable String name,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    ExpectedRevision expected = ExpectedRevision.of(ifMatch, null);
    return switch (store.delete(name, expected.revision())) {
      case Deletion.Done _ -> ResponseEntity.noContent().build();
      case Deletion.Stale(int current) -> expected.differs(current).answer();
      case Deletion _ -> unknown(name);
    };
  }

  @PostMapping("/{name}:copy")
  @Operation(
      operationId = "copySeed",
      summary = "Use a seed for another template",
      description = "Makes a seed with the same recipient and data for what the body names.")
  @ApiResponse(
      responseCode = "201",
      description = "Copied",
      content = @Content(schema = @Schema(implementation = SeedResource.class)))
  ResponseEntity<Object> copy(
      @PathVariable String name, @RequestBody SeedRequest.Copy body, Principal who) {
    Optional<Saved<Seed>> original = store.seed(name);
    if (original.isEmpty()) {
      return unknown(name);
    }
    InputCheck check = new InputCheck();
    Seed copy = body.read(check, original.get().value(), designs);
    return check.findings().isEmpty()
        ? created(copy, who)
        : Problem.values(check.findings()).answer();
  }

  private ResponseEntity<Object> created(Seed seed, Principal who) {
    return switch (store.create(seed, Author.of(who, clock))) {
      case Saving.Done<Seed>(Saved<Seed> saved) ->
          ExpectedRevision.created(
              "/v1/seeds/" + saved.value().name(), saved.revision(), SeedResource.of(saved, json));
      case Saving<Seed> _ ->
          Problem.nameTaken(
                  "There already is a seed "
                      + seed.name()
                      + "; change it with PUT /v1/seeds/"
                      + seed.name()
                      + ", or leave the name out.")
              .answer();
    };
  }

  private ResponseEntity<Object> answer(Saved<Seed> saved) {
    return ExpectedRevision.shown(saved.revision(), SeedResource.of(saved, json));
  }

  private static ResponseEntity<Object> unknown(String name) {
    return Problem.notFound("There is no seed " + name + "; POST /v1/seeds creates one.").answer();
  }
}

package io.herald.control.block;

import io.herald.control.design.Author;
import io.herald.control.design.Deletion;
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

/** The routes under {@code /v1/options} (API-53, TPL-40). */
@RestController
@RequestMapping("/v1/options")
@Tag(name = "Options", description = "Values that templates include by name")
public final class OptionRoutes {
  private final OptionStore store;
  private final InstantSource clock;

  public OptionRoutes(OptionStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @PostMapping
  @Operation(operationId = "createOption", summary = "Create an option")
  @ApiResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = OptionResource.class)))
  ResponseEntity<Object> create(@RequestBody OptionRequest body, Principal who) {
    InputCheck check = new InputCheck();
    TemplateOption option = body.read(check, null);
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    return switch (store.create(option, Author.of(who, clock))) {
      case Saving.Done<TemplateOption>(Saved<TemplateOption> saved) ->
          ExpectedRevision.created(
              "/v1/options/" + option.name(), saved.revision(), OptionResource.of(saved));
      case Saving<TemplateOption> _ ->
          Problem.nameTaken(
                  "There already is an option %s; change it with PUT /v1/options/%s."
                      .formatted(option.name(), option.name()))
              .answer();
    };
  }

  @GetMapping
  @Operation(operationId = "listOptions", summary = "List options by name")
  Page<OptionResource> list(
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    int most = Page.limit(limit);
    List<OptionResource> found =
        store.options(after, most + 1).stream().map(OptionResource::of).toList();
    return Page.of(found, most, OptionResource::name);
  }

  @GetMapping("/{name}")
  @Operation(operationId = "getOption", summary = "Read an option")
  @ApiResponse(
      responseCode = "200",
      description = "The option",
      content = @Content(schema = @Schema(implementation = OptionResource.class)))
  ResponseEntity<Object> read(@PathVariable String name) {
    return store.option(name).map(OptionRoutes::answer).orElseGet(() -> unknown(name));
  }

  @PutMapping("/{name}")
  @Operation(
      operationId = "replaceOption",
      summary = "Replace an option",
      description = "What is published keeps the value it took in until it is published again.")
  @ApiResponse(
      responseCode = "200",
      description = "Saved",
      content = @Content(schema = @Schema(implementation = OptionResource.class)))
  ResponseEntity<Object> replace(
      @PathVariable String name,
      @RequestBody OptionRequest body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal who) {
    InputCheck check = new InputCheck();
    TemplateOption option = body.read(check, name);
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    ExpectedRevision expected = ExpectedRevision.of(ifMatch, body.revision());
    return switch (store.replace(option, expected.revision(), Author.of(who, clock))) {
      case Saving.Done<TemplateOption>(Saved<TemplateOption> saved) -> answer(saved);
      case Saving.Stale<TemplateOption>(int current) -> expected.differs(current).answer();
      case Saving<TemplateOption> _ -> unknown(name);
    };
  }

  @DeleteMapping("/{name}")
  @Operation(
      operationId = "deleteOption",
      summary = "Delete an option",
      description = "Refused while a draft or a block names it.")
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
                  "The option %s is named by %s; take it out there first."
                      .formatted(name, String.join(", ", by)))
              .answer();
    };
  }

  private static ResponseEntity<Object> answer(Saved<TemplateOption> saved) {
    return ExpectedRevision.shown(saved.revision(), OptionResource.of(saved));
  }

  private static ResponseEntity<Object> unknown(String name) {
    return Problem.notFound("There is no option " + name + "; POST /v1/options creates one.")
        .answer();
  }
}

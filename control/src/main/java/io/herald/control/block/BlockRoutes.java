package io.herald.control.block;

import io.herald.control.design.Author;
import io.herald.control.design.Deletion;
import io.herald.control.design.Saved;
import io.herald.control.design.Saving;
import io.herald.control.http.ExpectedRevision;
import io.herald.control.http.InputCheck;
import io.herald.control.http.Page;
import io.herald.control.http.Problem;
import io.herald.control.publish.RepublicationResource;
import io.herald.control.publish.Republishing;
import io.herald.message.template.BuiltInBlocks;
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

/** The routes under {@code /v1/blocks} (API-53, TPL-43, TPL-50 to TPL-52). */
@RestController
@RequestMapping("/v1/blocks")
@Tag(name = "Blocks", description = "Pieces of content that templates include by name")
public final class BlockRoutes {
  private final BlockStore store;
  private final BlockView view;
  private final Republishing republishing;
  private final InstantSource clock;

  public BlockRoutes(
      BlockStore store, BlockView view, Republishing republishing, InstantSource clock) {
    this.store = store;
    this.view = view;
    this.republishing = republishing;
    this.clock = clock;
  }

  @PostMapping
  @Operation(
      operationId = "createBlock",
      summary = "Create a personalization block",
      description =
          "Templates include it with <%@ include view='name' %>. It may be wrong: 'findings' says"
              + " what would keep a template with it from being published.")
  @ApiResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = BlockResource.class)))
  ResponseEntity<Object> create(@RequestBody BlockRequest body, Principal who) {
    InputCheck check = new InputCheck();
    PersonalizationBlock block = body.read(check, null);
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    return switch (store.create(block, Author.of(who, clock))) {
      case Saving.Done<PersonalizationBlock>(Saved<PersonalizationBlock> saved) ->
          ExpectedRevision.created(
              "/v1/blocks/" + block.name(), saved.revision(), view.whole(saved));
      case Saving<PersonalizationBlock> _ ->
          Problem.nameTaken(
                  "There already is a block %s; change it with PUT /v1/blocks/%s."
                      .formatted(block.name(), block.name()))
              .answer();
    };
  }

  @GetMapping
  @Operation(
      operationId = "listBlocks",
      summary = "List blocks by name",
      description = "With the built-in ones, unless one of the same name hides them.")
  Page<BlockResource> list(
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    int most = Page.limit(limit);
    return Page.of(view.list(after, most + 1), most, BlockResource::name);
  }

  @GetMapping("/{name}")
  @Operation(operationId = "getBlock", summary = "Read a block")
  @ApiResponse(
      responseCode = "200",
      description = "The block, one's own or built in, and the published templates that use it",
      content = @Content(schema = @Schema(implementation = BlockResource.class)))
  ResponseEntity<Object> read(@PathVariable String name) {
    return store
        .block(name)
        .map(this::answer)
        .or(() -> view.builtIn(name).map(ResponseEntity::ok))
        .orElseGet(() -> unknown(name));
  }

  @PutMapping("/{name}")
  @Operation(
      operationId = "replaceBlock",
      summary = "Replace a block",
      description =
          "What is published keeps the block as it was; 'liveTemplates' says which, and"
              + " :republish publishes them together.")
  @ApiResponse(
      responseCode = "200",
      description = "Saved",
      content = @Content(schema = @Schema(implementation = BlockResource.class)))
  ResponseEntity<Object> replace(
      @PathVariable String name,
      @RequestBody BlockRequest body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal who) {
    InputCheck check = new InputCheck();
    PersonalizationBlock block = body.read(check, name);
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    ExpectedRevision expected = ExpectedRevision.of(ifMatch, body.revision());
    return switch (store.replace(block, expected.revision(), Author.of(who, clock))) {
      case Saving.Done<PersonalizationBlock>(Saved<PersonalizationBlock> saved) -> answer(saved);
      case Saving.Stale<PersonalizationBlock>(int current) -> expected.differs(current).answer();
      case Saving<PersonalizationBlock> _ -> unknownOrBuiltIn(name);
    };
  }

  @DeleteMapping("/{name}")
  @Operation(
      operationId = "deleteBlock",
      summary = "Delete a block",
      description = "Refused while a draft or another block includes it.")
  @ApiResponse(responseCode = "204", description = "Deleted", content = @Content)
  ResponseEntity<Object> delete(
      @PathVariable String name,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    ExpectedRevision expected = ExpectedRevision.of(ifMatch, null);
    return switch (store.delete(name, expected.revision())) {
      case Deletion.Done _ -> ResponseEntity.noContent().build();
      case Deletion.Unknown _ -> unknownOrBuiltIn(name);
      case Deletion.Stale(int current) -> expected.differs(current).answer();
      case Deletion.InUse(List<String> by) ->
          Problem.inUse(
                  "The block %s is included by %s; take it out there first."
                      .formatted(name, String.join(", ", by)))
              .answer();
    };
  }

  @PostMapping("/{name}:republish")
  @Operation(
      operationId = "republishBlock",
      summary = "Publish the templates that use a block again",
      description =
          "Each published template that took in another content of the block than it has now is"
              + " published again, or waits for a second person with control.publish.approval. One"
              + " whose draft was changed since its publication is left as it is.")
  @ApiResponse(
      responseCode = "200",
      description = "What became of each",
      content = @Content(schema = @Schema(implementation = RepublicationList.class)))
  ResponseEntity<Object> republish(@PathVariable String name, Principal who)
      throws InterruptedException {
    if (store.block(name).isEmpty() && !BuiltInBlocks.names().contains(name)) {
      return unknown(name);
    }
    return ResponseEntity.ok(
        new RepublicationList(republishing.ofBlock(name, Author.of(who, clock))));
  }

  private ResponseEntity<Object> answer(Saved<PersonalizationBlock> saved) {
    return ExpectedRevision.shown(saved.revision(), view.whole(saved));
  }

  private static ResponseEntity<Object> unknownOrBuiltIn(String name) {
    return BuiltInBlocks.names().contains(name)
        ? Problem.wrongState(
                "The block %s is built in and cannot be changed; POST /v1/blocks with this name creates one that hides it."
                    .formatted(name))
            .answer()
        : unknown(name);
  }

  private static ResponseEntity<Object> unknown(String name) {
    return Problem.notFound("There is no block " + name + "; POST /v1/blocks creates one.")
        .answer();
  }

  /** The templates that use a block. */
  @Schema(name = "RepublicationList", title = "What became of the templates that use a block")
  record RepublicationList(List<RepublicationResource> items) {}
}

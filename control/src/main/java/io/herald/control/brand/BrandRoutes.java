package io.herald.control.brand;

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

/** The routes under {@code /v1/brands} (DM-51, TPL-12, TPL-13). */
@RestController
@RequestMapping("/v1/brands")
@Tag(name = "Brands", description = "Whom messages come from")
public final class BrandRoutes {
  private final BrandStore store;
  private final InstantSource clock;

  public BrandRoutes(BrandStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @PostMapping
  @Operation(
      operationId = "createBrand",
      summary = "Create a brand",
      description =
          "Templates name it in 'brand', or say with an expression which one it is; they read it"
              + " as brand.usualName and so on.")
  @ApiResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = BrandResource.class)))
  ResponseEntity<Object> create(@RequestBody BrandRequest body, Principal who) {
    InputCheck check = new InputCheck();
    Brand brand = body.read(check, null);
    return check.findings().isEmpty()
        ? created(brand, who)
        : Problem.values(check.findings()).answer();
  }

  @GetMapping
  @Operation(operationId = "listBrands", summary = "List brands by name")
  Page<BrandResource> list(
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    int most = Page.limit(limit);
    List<BrandResource> found =
        store.brands(after, most + 1).stream().map(BrandResource::of).toList();
    return Page.of(found, most, BrandResource::name);
  }

  @GetMapping("/{name}")
  @Operation(operationId = "getBrand", summary = "Read a brand")
  @ApiResponse(
      responseCode = "200",
      description = "The brand",
      content = @Content(schema = @Schema(implementation = BrandResource.class)))
  ResponseEntity<Object> read(@PathVariable String name) {
    return store.brand(name).map(this::answer).orElseGet(() -> unknown(name));
  }

  @PutMapping("/{name}")
  @Operation(
      operationId = "replaceBrand",
      summary = "Replace a brand",
      description =
          "What is absent is emptied. What is live keeps the brand as it was, until it is"
              + " published again.")
  @ApiResponse(
      responseCode = "200",
      description = "Saved",
      content = @Content(schema = @Schema(implementation = BrandResource.class)))
  ResponseEntity<Object> replace(
      @PathVariable String name,
      @RequestBody BrandRequest body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal who) {
    InputCheck check = new InputCheck();
    Brand brand = body.read(check, name);
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    ExpectedRevision expected = ExpectedRevision.of(ifMatch, body.revision());
    return switch (store.replace(brand, expected.revision(), Author.of(who, clock))) {
      case Saving.Done<Brand>(Saved<Brand> saved) -> answer(saved);
      case Saving.Stale<Brand>(int current) -> expected.differs(current).answer();
      case Saving<Brand> _ -> unknown(name);
    };
  }

  @DeleteMapping("/{name}")
  @Operation(
      operationId = "deleteBrand",
      summary = "Delete a brand",
      description = "Refused while the draft of a template names it.")
  @ApiResponse(responseCode = "204", description = "Deleted", content = @Content)
  ResponseEntity<Object> delete(
      @PathVariable String name,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    ExpectedRevision expected = ExpectedRevision.of(ifMatch, null);
    return switch (store.delete(name, expected.revision())) {
      case Deletion.Done _ -> ResponseEntity.noContent().build();
      case Deletion.Stale(int current) -> expected.differs(current).answer();
      case Deletion.InUse(List<String> by) ->
          Problem.inUse(
                  "These templates name the brand " + name + ": " + String.join(", ", by) + ".")
              .answer();
      case Deletion.Unknown _ -> unknown(name);
    };
  }

  private ResponseEntity<Object> created(Brand brand, Principal who) {
    return switch (store.create(brand, Author.of(who, clock))) {
      case Saving.Done<Brand>(Saved<Brand> saved) ->
          ExpectedRevision.created(
              "/v1/brands/" + saved.value().name(), saved.revision(), BrandResource.of(saved));
      case Saving<Brand> _ ->
          Problem.nameTaken(
                  "There already is a brand "
                      + brand.name()
                      + "; change it with PUT /v1/brands/"
                      + brand.name()
                      + ".")
              .answer();
    };
  }

  private ResponseEntity<Object> answer(Saved<Brand> saved) {
    return ExpectedRevision.shown(saved.revision(), BrandResource.of(saved));
  }

  private static ResponseEntity<Object> unknown(String name) {
    return Problem.notFound("There is no brand " + name + "; POST /v1/brands creates one.")
        .answer();
  }
}

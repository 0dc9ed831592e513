package io.herald.control.resource;

import io.herald.control.design.Author;
import io.herald.control.http.Finding;
import io.herald.control.http.Page;
import io.herald.control.http.Problem;
import io.herald.message.link.Sha256;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The routes under {@code /v1/resources} (TPL-14). */
@RestController
@RequestMapping(ResourceRoutes.PREFIX)
@Tag(name = "Resources", description = "Files that templates show or attach")
public final class ResourceRoutes {
  /** Where they begin; bodies below are bounded here. */
  public static final String PREFIX = "/v1/resources";

  private final ResourceStore store;
  private final Upload upload;
  private final Supplier<String> publicUrl;
  private final InstantSource clock;

  /**
   * @param pictureBytes the size of a picture, at most
   * @param fileBytes the size of anything else, at most
   * @param publicUrl where recipients reach an execution instance
   */
  public ResourceRoutes(
      ResourceStore store,
      int pictureBytes,
      int fileBytes,
      Supplier<String> publicUrl,
      InstantSource clock) {
    this.store = store;
    this.upload = new Upload(pictureBytes, fileBytes);
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  @GetMapping
  @Operation(operationId = "listResources", summary = "List stored files by path")
  Page<ResourceResource> list(
      @RequestParam(defaultValue = "") String prefix,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    int most = Page.limit(limit);
    String base = publicUrl.get();
    List<ResourceResource> found =
        store.list(prefix, after, most + 1).stream()
            .map(stored -> ResourceResource.of(stored, base))
            .toList();
    return Page.of(found, most, ResourceResource::path);
  }

  @GetMapping("/{*path}")
  @Operation(operationId = "getResource", summary = "Read what a stored file is")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content = @Content(schema = @Schema(implementation = ResourceResource.class)))
  ResponseEntity<Object> read(@PathVariable String path) {
    String plain = path.substring(1);
    return store
        .find(plain)
        .<ResponseEntity<Object>>map(
            stored -> ResponseEntity.ok(ResourceResource.of(stored, publicUrl.get())))
        .orElseGet(() -> unknown(plain));
  }

  @PutMapping("/{*path}")
  @Operation(
      operationId = "putResource",
      summary = "Store a file",
      description =
          "The body is the file. Other bytes under the same path get another address; what is"
              + " published keeps those it was published with.")
  @ApiResponse(
      responseCode = "200",
      description = "Stored",
      content = @Content(schema = @Schema(implementation = ResourceResource.class)))
  ResponseEntity<Object> put(@PathVariable String path, HttpServletRequest request, Principal who)
      throws IOException {
    String plain = path.substring(1);
    byte[] bytes = request.getInputStream().readNBytes(upload.mostBytes() + 1);
    return switch (upload.judge(plain, bytes)) {
      case Upload.Judged.Bad(String field, String why) ->
          Problem.values(List.of(Finding.of(field, why))).answer();
      case Upload.Judged.Good(String type) ->
          ResponseEntity.ok(
              ResourceResource.of(
                  store.put(plain, Sha256.of(bytes), type, bytes, Author.of(who, clock)),
                  publicUrl.get()));
    };
  }

  @DeleteMapping("/{*path}")
  @Operation(
      operationId = "deleteResource",
      summary = "Delete a stored file",
      description = "Refused while a live template uses it. Its public address stays good.")
  @ApiResponse(responseCode = "204", description = "Deleted", content = @Content)
  ResponseEntity<Object> delete(@PathVariable String path) {
    String plain = path.substring(1);
    List<String> uses = store.liveUses(plain);
    if (!uses.isEmpty()) {
      return Problem.inUse(
              "Nothing was deleted: live templates use this file: "
                  + String.join(", ", uses)
                  + ". Publish them without it, or unpublish them.")
          .answer();
    }
    return store.delete(plain) ? ResponseEntity.noContent().build() : unknown(plain);
  }

  private static ResponseEntity<Object> unknown(String path) {
    return Problem.notFound("There is no such file; PUT " + PREFIX + "/" + path + " stores one.")
        .answer();
  }
}

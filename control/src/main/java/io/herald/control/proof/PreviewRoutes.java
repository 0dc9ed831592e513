package io.herald.control.proof;

import io.herald.control.design.DesignStore;
import io.herald.control.design.Saved;
import io.herald.control.design.Template;
import io.herald.control.http.InputCheck;
import io.herald.control.http.Problem;
import io.herald.message.event.NewEvent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/templates/{name}:preview} (API-53, TPL-39). */
@RestController
@RequestMapping("/v1/templates")
@Tag(name = "Preview", description = "See a message before anybody gets it")
public final class PreviewRoutes {
  private final DesignStore designs;
  private final Preview preview;

  public PreviewRoutes(DesignStore designs, Preview preview) {
    this.designs = designs;
    this.preview = preview;
  }

  @PostMapping("/{name}:preview")
  @Operation(
      operationId = "previewTemplate",
      summary = "Preview a template",
      description = "Fills the draft in with the data of an event; nothing is stored or sent.")
  @ApiResponse(
      responseCode = "200",
      description = "The message as it would be sent, or why it would not",
      content = @Content(schema = @Schema(implementation = PreviewResource.class)))
  ResponseEntity<Object> preview(@PathVariable String name, @RequestBody PreviewRequest body)
      throws InterruptedException {
    Optional<Saved<Template>> draft = designs.template(name);
    if (draft.isEmpty()) {
      return Problem.notFound("There is no template " + name + "; POST /v1/templates creates one.")
          .answer();
    }
    InputCheck check = new InputCheck();
    NewEvent event = body.read(check, draft.get().value().eventType());
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    return switch (preview.show(draft.get().value(), event)) {
      case Preview.Outcome.Shown(var parts) -> ResponseEntity.ok(PreviewResource.of(parts));
      case Preview.Outcome.Failed(var errors) -> ResponseEntity.ok(PreviewResource.failed(errors));
      case Preview.Outcome.Busy _ ->
          Problem.busy("All previews are in use; try again in a second.").answer();
    };
  }
}

package io.herald.control.publish;

import io.herald.control.design.Author;
import io.herald.control.design.DesignStore;
import io.herald.control.http.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The routes that hold the events of a live template back and let them go again (EV-40, EV-41,
 * TPL-25).
 */
@RestController
@RequestMapping("/v1/templates")
@Tag(name = "Publication", description = "From draft to live, and back")
public final class PauseRoutes {
  private final DesignStore designs;
  private final PublishStore store;
  private final Reconciler reconciler;
  private final InstantSource clock;

  public PauseRoutes(
      DesignStore designs, PublishStore store, Reconciler reconciler, InstantSource clock) {
    this.designs = designs;
    this.store = store;
    this.reconciler = reconciler;
    this.clock = clock;
  }

  @PostMapping("/{name}:pause")
  @Operation(
      operationId = "pauseTemplate",
      summary = "Pause a message",
      description =
          "Events are accepted and wait as paused, those not yet handed over as well; nothing is"
              + " sent. They expire as ever. Publishing and rolling back leave it paused.")
  @ApiResponse(
      responseCode = "200",
      description = "Paused, at least here; 'instances' says where already",
      content = @Content(schema = @Schema(implementation = PublicationResource.class)))
  ResponseEntity<Object> pause(@PathVariable String name, Principal who)
      throws InterruptedException {
    return answer(name, store.pause(name, Author.of(who, clock)));
  }

  @PostMapping("/{name}:resume")
  @Operation(
      operationId = "resumeTemplate",
      summary = "End the pause of a message",
      description =
          "Events that waited go on, rendered with what is live now; those that expired meanwhile"
              + " do not.")
  @ApiResponse(
      responseCode = "200",
      description = "Not paused any more, at least here; 'instances' says where already",
      content = @Content(schema = @Schema(implementation = PublicationResource.class)))
  ResponseEntity<Object> resume(@PathVariable String name) throws InterruptedException {
    return answer(name, store.resume(name));
  }

  private ResponseEntity<Object> answer(String name, Optional<Standing> standing)
      throws InterruptedException {
    if (standing.isPresent()) {
      return ResponseEntity.ok(
          PublicationResource.live(
              name, standing.get(), null, reconciler.compareAll(PublishingAnswers.ANSWER_WITHIN)));
    }
    return designs.template(name).isEmpty()
        ? PublishingAnswers.unknown(name)
        : Problem.wrongState(
                "The template "
                    + name
                    + " is not published, so no events wait for it; POST /v1/templates/"
                    + name
                    + ":publish first.")
            .answer();
  }
}

package io.herald.control.proof;

import io.herald.control.data.PreviewRows;
import io.herald.control.design.DesignStore;
import io.herald.control.design.Saved;
import io.herald.control.design.Template;
import io.herald.control.http.AuditTrail;
import io.herald.control.http.InputCheck;
import io.herald.control.http.PrivateData;
import io.herald.control.http.Problem;
import io.herald.control.seed.Seed;
import io.herald.control.seed.SeedStore;
import io.herald.message.event.NewEvent;
import io.herald.platform.access.Right;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/templates/{name}:preview} (API-53, TPL-39, TPL-66). */
@RestController
@RequestMapping("/v1/templates")
@Tag(name = "Preview", description = "See a message before anybody gets it")
public final class PreviewRoutes {
  private final DesignStore designs;
  private final SeedStore seeds;
  private final PastEvents pastEvents;
  private final Preview preview;
  private final PreviewRows rows;

  public PreviewRoutes(
      DesignStore designs,
      SeedStore seeds,
      PastEvents pastEvents,
      Preview preview,
      PreviewRows rows) {
    this.designs = designs;
    this.seeds = seeds;
    this.pastEvents = pastEvents;
    this.preview = preview;
    this.rows = rows;
  }

  /** Whose data the draft is filled in with. */
  private sealed interface Source {
    record Found(NewEvent event) implements Source {}

    record Refused(Problem why) implements Source {}
  }

  @PostMapping("/{name}:preview")
  @Operation(
      operationId = "previewTemplate",
      summary = "Preview a template",
      description =
          "Fills the draft in with the data of a seed, of a past event (takes the right PRIVATE"
              + " DATA VIEW, too), or typed in; nothing is stored or sent.")
  @ApiResponse(
      responseCode = "200",
      description = "The message as it would be sent, or why it would not",
      content = @Content(schema = @Schema(implementation = PreviewResource.class)))
  ResponseEntity<Object> preview(
      @PathVariable String name,
      @RequestBody PreviewRequest body,
      Authentication who,
      HttpServletRequest request)
      throws InterruptedException {
    if (body.event() != null) {
      AuditTrail.asksForPersonalData(request);
    }
    Optional<Saved<Template>> draft = designs.template(name);
    if (draft.isEmpty()) {
      return Problem.notFound("There is no template " + name + "; POST /v1/templates creates one.")
          .answer();
    }
    Template template = draft.get().value();
    return switch (source(body, template.eventType(), who)) {
      case Source.Refused(Problem why) -> why.answer();
      case Source.Found(NewEvent event) ->
          preview
              .show(
                  template,
                  body.inLanguages(template.content(), event),
                  one -> enrichment(template, one))
              .<ResponseEntity<Object>>map(shown -> ResponseEntity.ok(PreviewResource.of(shown)))
              .orElseGet(
                  () -> Problem.busy("All previews are in use; try again in a second.").answer());
    };
  }

  private Map<String, Map<String, String>> enrichment(Template template, NewEvent event) {
    return designs
        .eventType(template.eventType())
        .map(type -> rows.of(type.value(), event))
        .orElseGet(Map::of);
  }

  private Source source(PreviewRequest body, String eventType, Authentication who)
      throws InterruptedException {
    InputCheck check = new InputCheck();
    body.language(check);
    if (!check.findings().isEmpty()) {
      return new Source.Refused(Problem.values(check.findings()));
    }
    List<String> sources = body.sources();
    if (sources.size() > 1) {
      check.refuse(
          sources.get(1), "Give one of 'seed', 'event' and 'ctx'; each says whose data to use.");
    } else if (body.event() != null) {
      return pastEvent(body.event(), who);
    } else if (body.seed() != null) {
      Optional<Saved<Seed>> seed = seeds.seed(body.seed());
      if (seed.isPresent()) {
        return new Source.Found(
            seed.get().value().event(eventType, PreviewRequest.DEFAULT_ADDRESS));
      }
      check.refuse("seed", "There is no seed of the name that 'seed' gives.");
    } else {
      NewEvent event = body.read(check, eventType);
      if (check.findings().isEmpty()) {
        return new Source.Found(event);
      }
    }
    return new Source.Refused(Problem.values(check.findings()));
  }

  private Source pastEvent(String id, Authentication who) throws InterruptedException {
    if (!PrivateData.isOpenTo(who)) {
      return new Source.Refused(
          Problem.lacksRight(
              Right.PRIVATE_DATA_VIEW.label(), "To preview with what a real person was sent"));
    }
    return switch (pastEvents.find(id)) {
      case PastEvents.Search.Found(NewEvent event) -> new Source.Found(event);
      case PastEvents.Search.Unknown(String why) -> {
        InputCheck check = new InputCheck();
        check.refuse("event", why);
        yield new Source.Refused(Problem.values(check.findings()));
      }
      case PastEvents.Search.NotReached(String why) -> new Source.Refused(Problem.busy(why));
    };
  }
}

package io.herald.control.gallery;

import io.herald.control.design.Author;
import io.herald.control.design.DesignStore;
import io.herald.control.design.EventType;
import io.herald.control.design.Saving;
import io.herald.control.design.Template;
import io.herald.control.http.InputCheck;
import io.herald.control.http.Problem;
import io.herald.control.seed.Seed;
import io.herald.control.seed.SeedRequest;
import io.herald.control.seed.SeedStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The routes under {@code /v1/ready-messages}. */
@RestController
@RequestMapping("/v1/ready-messages")
@Tag(name = "Ready messages", description = "Messages to start from, each with seeds")
public final class GalleryRoutes {
  private final Gallery gallery;
  private final DesignStore designs;
  private final SeedStore seeds;
  private final InstantSource clock;

  public GalleryRoutes(Gallery gallery, DesignStore designs, SeedStore seeds, InstantSource clock) {
    this.gallery = gallery;
    this.designs = designs;
    this.seeds = seeds;
    this.clock = clock;
  }

  @GetMapping
  @Operation(operationId = "listReadyMessages", summary = "List the ready messages")
  List<ReadyMessageResource.Summary> list() {
    return gallery.all().entrySet().stream()
        .map(entry -> ReadyMessageResource.Summary.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  @GetMapping("/{name}")
  @Operation(operationId = "getReadyMessage", summary = "Read a ready message")
  @ApiResponse(
      responseCode = "200",
      description = "All that installing it saves",
      content = @Content(schema = @Schema(implementation = ReadyMessageResource.class)))
  ResponseEntity<Object> read(@PathVariable String name) {
    return gallery
        .find(name)
        .<ResponseEntity<Object>>map(
            message -> ResponseEntity.ok(ReadyMessageResource.of(name, message)))
        .orElseGet(() -> unknown(name));
  }

  @PostMapping("/{name}:install")
  @Operation(
      operationId = "installReadyMessage",
      summary = "Make a ready message one's own",
      description =
          "Saves its event type, its seeds and its template as a draft, to be changed, proofed and"
              + " published. An event type or a seed of the same name that is there already is"
              + " kept as it is; a template of the same name is not touched: the answer is 409.")
  @ApiResponse(
      responseCode = "201",
      description = "It stands ready",
      content = @Content(schema = @Schema(implementation = ReadyMessageResource.Installed.class)))
  ResponseEntity<Object> install(@PathVariable String name, Principal who) {
    return gallery
        .find(name)
        .map(message -> install(message, Author.of(who, clock)))
        .orElseGet(() -> unknown(name));
  }

  private ResponseEntity<Object> install(ReadyMessage message, Author author) {
    InputCheck check = new InputCheck();
    EventType type = message.eventType().read(check, null);
    Template template = message.template().read(check, null);
    if (designs.template(template.name()).isPresent()) {
      return taken(template);
    }
    designs.create(type, author);
    List<String> installed = new ArrayList<>();
    for (SeedRequest request : message.seeds()) {
      Seed seed = request.forEventType(type.name()).read(check, null, designs);
      seeds.create(seed, author);
      installed.add(seed.name());
    }
    if (!check.findings().isEmpty()) {
      throw new IllegalStateException(template.name() + ": " + check.findings());
    }
    return designs.create(template, author) instanceof Saving.Done<Template>
        ? ResponseEntity.created(URI.create("/v1/templates/" + template.name()))
            .body(
                new ReadyMessageResource.Installed(
                    type.name(), template.name(), List.copyOf(installed)))
        : taken(template);
  }

  private static ResponseEntity<Object> taken(Template template) {
    return Problem.nameTaken(
            "There already is a template "
                + template.name()
                + ": go on with it, or delete it and install again.")
        .answer();
  }

  private static ResponseEntity<Object> unknown(String name) {
    return Problem.notFound(
            "There is no ready message " + name + "; GET /v1/ready-messages lists them.")
        .answer();
  }
}

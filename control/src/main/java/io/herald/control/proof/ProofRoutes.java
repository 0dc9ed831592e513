package io.herald.control.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.control.design.Assessment;
import io.herald.control.design.Author;
import io.herald.control.design.DesignStore;
import io.herald.control.design.EventType;
import io.herald.control.design.Saved;
import io.herald.control.design.Template;
import io.herald.control.design.TemplateCheck;
import io.herald.control.http.Finding;
import io.herald.control.http.InputCheck;
import io.herald.control.http.Page;
import io.herald.control.http.Problem;
import io.herald.control.publish.ExecutionInstance;
import io.herald.control.publish.InstanceStore;
import io.herald.control.publish.PublishStore;
import io.herald.control.seed.SeedStore;
import io.herald.message.link.Proof;
import io.herald.message.link.Publication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/templates/{name}:proof} and the list of proofs (API-53, TPL-67, TPL-68). */
@RestController
@RequestMapping("/v1/templates")
@Tag(name = "Proofs", description = "Send a draft to seeds as a real message")
public final class ProofRoutes {
  /** What is late by more is worth nothing any more. */
  private static final long LONGEST_VALIDITY_SECONDS = Duration.ofDays(1).toSeconds();

  private final DesignStore designs;
  private final TemplateCheck check;
  private final SeedStore seeds;
  private final PublishStore publications;
  private final InstanceStore instances;
  private final Proofing proofing;
  private final InstantSource clock;

  public ProofRoutes(
      DesignStore designs,
      TemplateCheck check,
      SeedStore seeds,
      PublishStore publications,
      InstanceStore instances,
      Proofing proofing,
      InstantSource clock) {
    this.designs = designs;
    this.check = check;
    this.seeds = seeds;
    this.publications = publications;
    this.instances = instances;
    this.proofing = proofing;
    this.clock = clock;
  }

  @PostMapping("/{name}:proof")
  @Operation(
      operationId = "proofTemplate",
      summary = "Send the draft to seeds",
      description =
          "As real messages, through an execution instance, each with a Message-ID of its own and a"
              + " subject that says it is a proof. Nothing is published, and no report counts them."
              + " What becomes of them is listed with the template's proofs.")
  @ApiResponse(
      responseCode = "202",
      description = "It is on its way",
      content = @Content(schema = @Schema(implementation = ProofResource.class)))
  ResponseEntity<Object> proof(
      @PathVariable String name, @RequestBody ProofRequest body, Principal who)
      throws InterruptedException {
    Optional<Saved<Template>> draft = designs.template(name);
    if (draft.isEmpty()) {
      return Problem.notFound("There is no template " + name + "; POST /v1/templates creates one.")
          .answer();
    }
    Template template = draft.get().value();
    Optional<EventType> type = designs.eventType(template.eventType()).map(Saved::value);
    InputCheck input = new InputCheck();
    List<Proof.Copy> copies = body.read(input, seeds, template.eventType());
    Optional<ExecutionInstance> instance = instance(input, body.instance());
    List<Finding> findings = new ArrayList<>(input.findings());
    Assessment assessment = check.assess(template, type);
    findings.addAll(assessment.errors());
    if (!findings.isEmpty() || type.isEmpty() || instance.isEmpty()) {
      return Problem.values(findings).answer();
    }
    Author author = Author.of(who, clock);
    SentProof sent =
        proofing.send(
            new Proof(publication(template, type.get(), assessment, author), copies),
            draft.get().revision(),
            body.names(),
            instance.get(),
            author);
    return ResponseEntity.accepted().body(ProofResource.of(sent));
  }

  @GetMapping("/{name}/proofs")
  @Operation(
      operationId = "listProofs",
      summary = "List the proofs of a template, the newest first",
      description = "With what became of each message; also of templates that were deleted since.")
  ProofList proofs(
      @PathVariable String name,
      @RequestParam(required = false, defaultValue = "" + Long.MAX_VALUE) long before,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    return new ProofList(
        proofing.of(name, before, Page.limit(limit)).stream().map(ProofResource::of).toList());
  }

  private Optional<ExecutionInstance> instance(InputCheck input, @Nullable String name) {
    Optional<ExecutionInstance> found =
        instances.enabled().stream()
            .filter(there -> name == null || name.equals(there.name()))
            .findFirst();
    if (found.isEmpty()) {
      input.refuse(
          "instance",
          name == null
              ? "A proof takes an enabled execution instance, and there is none: register one."
              : "There is no enabled execution instance of the name that 'instance' gives.");
    }
    return found;
  }

  /** The draft as it would be published next. */
  private Publication publication(
      Template template, EventType type, Assessment assessment, Author author) {
    Publication.DeliverySettings delivery = template.delivery();
    return new Publication(
        template.name(),
        publications.nextVersion(template.name()),
        author.at().truncatedTo(ChronoUnit.MILLIS),
        type.published(),
        template.channel(),
        assessment.content(),
        new Publication.DeliverySettings(
            Math.min(delivery.validitySeconds(), LONGEST_VALIDITY_SECONDS),
            delivery.retries(),
            delivery.onUncertain()),
        assessment.supplies());
  }

  /** Proofs, the newest first. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ProofList", title = "Proofs of a template")
  record ProofList(List<ProofResource> items) {}
}

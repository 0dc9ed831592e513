package io.herald.control.publish;

import io.herald.control.design.Author;
import io.herald.control.design.PublicationRequest;
import io.herald.control.http.InputCheck;
import io.herald.control.http.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.InstantSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The routes by which a second person decides about a publication (TPL-29). */
@RestController
@RequestMapping("/v1/templates")
@Tag(name = "Publication", description = "From draft to live, and back")
public final class ApprovalRoutes {
  private final Publishing publishing;
  private final PublishingAnswers answers;
  private final ApprovalStore approvals;
  private final InstantSource clock;

  public ApprovalRoutes(
      Publishing publishing,
      PublishingAnswers answers,
      ApprovalStore approvals,
      InstantSource clock) {
    this.publishing = publishing;
    this.answers = answers;
    this.approvals = approvals;
    this.clock = clock;
  }

  @PostMapping("/{name}:approve")
  @Operation(
      operationId = "approveTemplate",
      summary = "Agree to a publication somebody else asked for",
      description =
          "Publishes the draft as it was when it was asked for; when it was saved since, or what it"
              + " takes in was changed, it is not what was asked for, and is refused.")
  @ApiResponse(
      responseCode = "200",
      description = "Published, at least here",
      content = @Content(schema = @Schema(implementation = PublicationResource.class)))
  ResponseEntity<Object> approve(@PathVariable String name, Principal who)
      throws InterruptedException {
    return answers.answer(name, publishing.approve(name, Author.of(who, clock)));
  }

  @PostMapping("/{name}:reject")
  @Operation(
      operationId = "rejectTemplate",
      summary = "Refuse, or take back, a publication that was asked for",
      description = "The reason is shown with the template until somebody asks again.")
  @ApiResponse(
      responseCode = "200",
      description = "Rejected",
      content = @Content(schema = @Schema(implementation = PublicationRequest.class)))
  ResponseEntity<Object> reject(
      @PathVariable String name, @RequestBody RejectionRequest body, Principal who) {
    InputCheck check = new InputCheck();
    String reason = body.read(check);
    if (!check.findings().isEmpty()) {
      return Problem.values(check.findings()).answer();
    }
    return approvals
        .reject(name, reason, Author.of(who, clock))
        .map(request -> ResponseEntity.ok().<Object>body(request))
        .orElseGet(() -> answers.nobodyAsked(name));
  }
}

package io.herald.control.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A proof as callers see it. */
@Schema(name = "Proof", title = "Proof")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProofResource(
    @Schema(description = "Counts proofs", example = "12") long number,
    @Schema(description = "Under which the execution instance knows it") String id,
    @Schema(example = "cartReminder") String template,
    @Schema(description = "Of the draft it was made from", example = "3") int revision,
    @Schema(description = "The execution instance that sends it", example = "emea-1")
        String instance,
    @Schema(
            description =
                "waiting: the instance has not taken it yet; sending: it has it on disk; done: every"
                    + " copy has its last word; refused: it will not be sent",
            allowableValues = {"waiting", "sending", "done", "refused"},
            example = "done")
        String state,
    @Schema(description = "Why it is refused, or not further yet; absent: nothing to say")
        @Nullable String reason,
    Instant created,
    @Schema(example = "admin") String createdBy,
    List<CopyResource> copies) {

  /** One message of it. */
  @Schema(name = "ProofCopy", title = "One message of a proof")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CopyResource(
      @Schema(example = "SDM1") String seed,
      @Schema(example = "ada@example.com") String email,
      @Schema(
              description =
                  "sending: no last word yet; sent: the relay has it; failed: it will not get it",
              allowableValues = {"sending", "sent", "failed"},
              example = "sent")
          String status,
      @Schema(description = "Why it failed or is not sent yet, with the place in the template")
          @Nullable String reason,
      @Schema(description = "The relay's words", example = "250 2.0.0 Ok: queued")
          @Nullable String answer,
      @Schema(description = "Without angle brackets") @Nullable String messageId,
      @Nullable Instant sentAt) {}

  static ProofResource of(SentProof proof) {
    return new ProofResource(
        proof.number(),
        proof.id(),
        proof.template(),
        proof.revision(),
        proof.instance(),
        text(proof.state()),
        proof.reason(),
        proof.created(),
        proof.createdBy(),
        proof.copies().stream()
            .map(
                copy ->
                    new CopyResource(
                        copy.seed(),
                        copy.email(),
                        text(copy.status()),
                        copy.reason(),
                        copy.answer(),
                        copy.messageId(),
                        copy.sentAt()))
            .toList());
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

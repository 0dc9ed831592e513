package io.herald.control.proof;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proof, and what is known of it.
 *
 * @param number counts proofs
 * @param id under which the execution instance knows it
 * @param revision of the draft it was made from
 * @param instance name of the execution instance that sends it
 * @param reason why it is refused, or not further yet; null: nothing to say
 */
record SentProof(
    long number,
    String id,
    String template,
    int revision,
    String instance,
    State state,
    @Nullable String reason,
    Instant created,
    String createdBy,
    List<Copy> copies) {

  /** How far it is. */
  enum State {
    /** The execution instance has not taken it yet. */
    WAITING,
    /** The execution instance has it on disk. */
    SENDING,
    /** Every copy has its last word. */
    DONE,
    /** The execution instance will not take it, or was not reached in time. */
    REFUSED
  }

  /** What became of one message. */
  enum CopyStatus {
    SENDING,
    SENT,
    FAILED
  }

  /** One message of it. */
  record Copy(
      int place,
      String seed,
      String email,
      CopyStatus status,
      @Nullable String reason,
      @Nullable String answer,
      @Nullable String messageId,
      @Nullable Instant sentAt) {}
}

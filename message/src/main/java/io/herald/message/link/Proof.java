package io.herald.message.link;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft that is to be sent to a few chosen recipients as real messages (TPL-67, TPL-68).
 *
 * @param draft everything that makes its messages; never live
 * @param copies one message each, 1 to {@value #MOST_COPIES}
 */
public record Proof(Publication draft, List<Copy> copies) {
  /** How many recipients a proof may have (TPL-67). */
  public static final int MOST_COPIES = 100;

  /**
   * @throws NullPointerException when a part is missing
   * @throws IllegalArgumentException when there is no copy, or too many
   */
  public Proof {
    requireNonNull(draft, "draft");
    copies = List.copyOf(requireNonNull(copies, "copies"));
    if (copies.isEmpty() || copies.size() > MOST_COPIES) {
      throw new IllegalArgumentException(
          "a proof has 1 to " + MOST_COPIES + " copies, not " + copies.size());
    }
  }

  /**
   * One message.
   *
   * @param subjectPrefix stands before the subject as it is rendered
   * @param event whose data fills the draft in; its address is the recipient
   */
  public record Copy(String subjectPrefix, EventData event) {
    public Copy {
      requireNonNull(subjectPrefix, "subjectPrefix");
      requireNonNull(event, "event");
    }
  }

  /**
   * What became of one copy so far.
   *
   * @param status of its event, as the events API names it, for example {@code processed}
   * @param settled whether that is its last word
   * @param sent whether the relay has accepted it
   * @param reason why it stands where it stands; null: nothing to say
   * @param answer the relay's words; null: none yet
   * @param messageId without angle brackets; null before a message exists
   */
  public record Outcome(
      String status,
      boolean settled,
      boolean sent,
      @Nullable String reason,
      @Nullable String answer,
      @Nullable String messageId,
      @Nullable Instant sentAt) {
    public Outcome {
      requireNonNull(status, "status");
    }
  }

  /** What became of all copies, in their order. */
  public record Outcomes(List<Outcome> copies) {
    public Outcomes {
      copies = List.copyOf(requireNonNull(copies, "copies"));
    }
  }
}

package io.herald.control.proof;

import io.herald.control.design.Saved;
import io.herald.control.http.InputCheck;
import io.herald.control.seed.Seed;
import io.herald.control.seed.SeedStore;
import io.herald.message.event.NewEvent;
import io.herald.message.link.EventData;
import io.herald.message.link.Proof;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** To whom a proof goes, and how it is marked. */
@Schema(name = "ProofRequest", title = "Proof to send")
record ProofRequest(
    @Schema(
            description = "Names of seeds, 1 to 100; each needs an e-mail address",
            example = "[\"SDM1\", \"SDM2\"]")
        @Nullable List<@Nullable String> seeds,
    @Schema(
            description = "Stands before the subject, up to 40 characters",
            example = "Proof ",
            defaultValue = "Proof ")
        @Nullable String subjectPrefix,
    @Schema(
            description = "Whether the copies are told apart: Proof #1, Proof #2, …",
            defaultValue = "false")
        @Nullable Boolean numbered,
    @Schema(
            description = "The execution instance that sends it; by default the first enabled one",
            example = "emea-1")
        @Nullable String instance) {

  private static final String DEFAULT_PREFIX = "Proof ";
  private static final int MAX_PREFIX = 40;

  /**
   * The copies, one for each seed in order; use them only when the check has no findings.
   *
   * @param eventType the template's
   */
  List<Proof.Copy> read(InputCheck check, SeedStore stored, String eventType) {
    String prefix = readPrefix(check);
    List<Proof.Copy> copies = new ArrayList<>();
    if (seeds == null || seeds.isEmpty() || seeds.size() > Proof.MOST_COPIES) {
      check.refuse(
          "seeds",
          "'seeds' has "
              + (seeds == null ? 0 : seeds.size())
              + " entries; a proof goes to 1 to "
              + Proof.MOST_COPIES
              + " seeds.");
      return copies;
    }
    for (int index = 0; index < seeds.size(); index++) {
      String at = "seeds[" + index + "]";
      @Nullable String name = seeds.get(index);
      Optional<Seed> seed = name == null ? Optional.empty() : stored.seed(name).map(Saved::value);
      if (seed.isEmpty()) {
        check.refuse(at, "There is no seed of the name that '" + at + "' gives.");
      } else if (seed.get().recipient().email() == null) {
        check.refuse(at, "The seed " + name + " has no e-mail address; give it one.");
      } else {
        NewEvent event = seed.get().event(eventType, "");
        copies.add(
            new Proof.Copy(
                Boolean.TRUE.equals(numbered) ? prefix + "#" + (index + 1) + " " : prefix,
                EventData.of(event)));
      }
    }
    return copies;
  }

  private String readPrefix(InputCheck check) {
    if (subjectPrefix == null) {
      return DEFAULT_PREFIX;
    }
    check.line("subjectPrefix", subjectPrefix, MAX_PREFIX);
    return subjectPrefix.replace('\t', ' ');
  }

  /** The names, once the check has no findings. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    if (seeds != null) {
      seeds.forEach(name -> names.add(String.valueOf(name)));
    }
    return names;
  }
}

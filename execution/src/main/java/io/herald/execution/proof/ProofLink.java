package io.herald.execution.proof;

import io.herald.execution.link.LinkCall;
import io.herald.execution.link.LinkReply;
import io.herald.execution.link.LinkRoute;
import io.herald.execution.queue.Events;
import io.herald.execution.resource.Resources;
import io.herald.message.link.EventData;
import io.herald.message.link.LinkPaths;
import io.herald.message.link.Proof;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How control hands proofs in, asks what became of them, and asks what a past event said. Safe for
 * use by many threads.
 */
public final class ProofLink {
  private static final Pattern PROOF_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern EVENT_ID = Pattern.compile("\\d{1,19}");

  private final ProofIntake proofs;
  private final Resources resources;
  private final Events events;

  public ProofLink(ProofIntake proofs, Resources resources, Events events) {
    this.proofs = proofs;
    this.resources = resources;
    this.events = events;
  }

  /** What control can ask. */
  public List<LinkRoute> routes() {
    return List.of(
        new LinkRoute("PUT", LinkPaths.PROOFS, this::accept),
        new LinkRoute(
            "GET", LinkPaths.PROOFS, call -> LinkReply.of(proofs.outcomes(call.name()), "proof")),
        new LinkRoute("GET", LinkPaths.EVENTS, call -> LinkReply.of(event(call.name()), "event")));
  }

  private LinkReply accept(LinkCall call) throws SQLException, InterruptedException {
    if (!PROOF_ID.matcher(call.name()).matches()) {
      return LinkReply.explained(400, "a proof's id has letters, digits and hyphens");
    }
    Proof proof = call.body(Proof.class);
    List<String> missing = resources.missing(proof.draft().supplies().resources().values());
    if (!missing.isEmpty()) {
      return LinkReply.lacks(missing);
    }
    return switch (proofs.accept(call.name(), proof)) {
      case ProofIntake.Acceptance.Accepted _ -> LinkReply.done();
      case ProofIntake.Acceptance.DoesNotCompile(var errors) -> LinkReply.doesNotCompile(errors);
      case ProofIntake.Acceptance.Refused(String why) -> LinkReply.explained(422, why);
      case ProofIntake.Acceptance.Unavailable(String why) -> LinkReply.explained(503, why);
    };
  }

  private Optional<EventData> event(String id) {
    return EVENT_ID.matcher(id).matches() && new BigInteger(id).bitLength() < Long.SIZE
        ? events.find(Long.parseLong(id)).map(stored -> EventData.of(stored.event()))
        : Optional.empty();
  }
}

package io.herald.execution.proof;

import io.herald.execution.collect.Collected;
import io.herald.execution.collect.Collector;
import io.herald.execution.queue.IdempotencyKey;
import io.herald.execution.queue.Submission;
import io.herald.message.event.NewEvent;
import io.herald.message.event.ReceivedBy;
import io.herald.message.link.Proof;
import io.herald.message.template.Compilation;
import io.herald.message.template.Supplied;
import io.herald.message.template.TemplateCompiler;
import io.herald.message.template.TemplateError;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import tools.jackson.databind.json.JsonMapper;

/** Takes proofs in, and tells what became of them. Safe for use by many threads. */
public final class ProofIntake {
  private static final Duration REMEMBERED = Duration.ofDays(30);
  private static final String OWNER = "proof";

  private final ProofStore store;
  private final TemplateCompiler compiler;
  private final Collector collector;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.builder().build();

  public ProofIntake(
      DataSource dataSource, TemplateCompiler compiler, Collector collector, Clock clock) {
    this.store = new ProofStore(dataSource);
    this.compiler = compiler;
    this.collector = collector;
    this.clock = clock;
  }

  /** What became of a proof that was handed in. */
  sealed interface Acceptance {
    /** Draft and copies are on disk. */
    record Accepted() implements Acceptance {}

    /** Nothing is sent: the draft does not compile. */
    record DoesNotCompile(List<TemplateError> errors) implements Acceptance {}

    /** Nothing is sent: a copy is not acceptable. */
    record Refused(String why) implements Acceptance {}

    /** Nobody knows; the same proof may be handed in again. */
    record Unavailable(String why) implements Acceptance {}
  }

  /**
   * Stores draft and copies; does nothing when it has them.
   *
   * @param id control's
   */
  Acceptance accept(String id, Proof proof) throws SQLException, InterruptedException {
    if (compiler.compile(
            proof.draft().template(), proof.draft().content(), Supplied.settings(proof.draft()))
        instanceof Compilation.Rejected(List<TemplateError> errors)) {
      return new Acceptance.DoesNotCompile(errors);
    }
    store.forgetBefore(clock.instant().minus(REMEMBERED));
    store.keep(
        id,
        json.writeValueAsString(proof.draft()),
        proof.copies().stream().map(Proof.Copy::subjectPrefix).toList(),
        clock.instant());
    if (store.find(id).map(ProofStore.Kept::accepted).orElse(false)) {
      return new Acceptance.Accepted();
    }
    return switch (collector.submit(submissions(id, proof))) {
      case Collected.Accepted(List<Collected.AcceptedEvent> events) -> {
        store.accepted(id, events.stream().map(Collected.AcceptedEvent::id).toList());
        yield new Acceptance.Accepted();
      }
      case Collected.Refused(int index, String field, String message) -> {
        store.forgetRefused(id);
        yield new Acceptance.Refused(
            "copy " + (index + 1) + " cannot be sent, " + field + ": " + message);
      }
      case Collected.KeyTaken(int index) ->
          new Acceptance.Refused("copy " + (index + 1) + " was handed in with other data before");
      case Collected.Unavailable(String why, Duration _) -> new Acceptance.Unavailable(why);
    };
  }

  /** What became of the copies so far, in their order; empty when there is no such proof. */
  Optional<Proof.Outcomes> outcomes(String id) throws SQLException {
    List<Proof.Outcome> copies = store.outcomes(id);
    return copies.isEmpty() ? Optional.empty() : Optional.of(new Proof.Outcomes(copies));
  }

  private static List<Submission> submissions(String id, Proof proof) {
    List<Submission> submissions = new ArrayList<>();
    for (Proof.Copy copy : proof.copies()) {
      CopyId copyId = new CopyId(id, submissions.size() + 1);
      NewEvent event = marked(copy.event().event(ReceivedBy.PROOF), copyId.text());
      submissions.add(new Submission(event, IdempotencyKey.chosen(OWNER, copyId.text(), event)));
    }
    return submissions;
  }

  /** The same event under a correlation id of ours. */
  static NewEvent marked(NewEvent event, String id) {
    NewEvent.Attributes said = event.attributes();
    return new NewEvent(
        event.queue(),
        event.type(),
        event.address(),
        new NewEvent.Attributes(
            said.emailFormat(),
            said.origin(),
            said.externalId(),
            id,
            said.hashIpId(),
            said.language(),
            said.country()),
        event.context(),
        event.scheduled(),
        event.expiration(),
        event.receivedBy());
  }
}

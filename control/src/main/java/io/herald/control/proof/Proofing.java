package io.herald.control.proof;

import io.herald.control.design.Author;
import io.herald.control.publish.ExecutionInstance;
import io.herald.control.publish.InstanceStore;
import io.herald.control.publish.LinkAnswer;
import io.herald.control.publish.LinkClient;
import io.herald.control.publish.RegisteredInstance;
import io.herald.message.link.Proof;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries proofs to execution instances and follows what becomes of them (TPL-67, TPL-68). Safe for
 * use by many threads, also several with the same proof: every call can be repeated.
 */
public final class Proofing {
  /** An instance forgets after a day which copies it has; long before, nobody waits any more. */
  private static final Duration OFFERED_FOR = Duration.ofHours(1);

  /** The copies of a proof expire after a day at most. */
  private static final Duration FOLLOWED_FOR = Duration.ofDays(3);

  /** How long people can look up what became of a proof. */
  private static final Duration KEPT_FOR = Duration.ofDays(30);

  private static final int AT_A_TIME = 1_000;

  private final ProofStore store;
  private final InstanceStore instances;
  private final LinkClient link;
  private final JsonMapper json;
  private final Supplier<String> ids;
  private final InstantSource clock;

  /**
   * @param ids unique ones of letters, digits and hyphens, at most 64 characters
   */
  public Proofing(
      DataSource database,
      InstanceStore instances,
      LinkClient link,
      JsonMapper json,
      Supplier<String> ids,
      InstantSource clock) {
    this.store = new ProofStore(database);
    this.instances = instances;
    this.link = link;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Notes a proof and offers it to its instance at once; when that does not work it is offered
   * again later.
   *
   * @param revision of the draft
   * @param seeds the name of each copy's seed, in order
   */
  SentProof send(
      Proof proof, int revision, List<String> seeds, ExecutionInstance instance, Author author)
      throws InterruptedException {
    List<ProofStore.Addressed> copies =
        IntStream.range(0, seeds.size())
            .mapToObj(
                place ->
                    new ProofStore.Addressed(
                        seeds.get(place),
                        String.valueOf(proof.copies().get(place).event().email())))
            .toList();
    long number =
        store.create(
            ids.get(),
            proof.draft().template(),
            revision,
            instance.name(),
            json.writeValueAsString(proof),
            copies,
            author);
    carry(store.proof(number));
    return store.proof(number);
  }

  /** Those of a template, the newest first; those before a number, at most so many. */
  List<SentProof> of(String template, long before, int limit) {
    return store.of(template, before, limit);
  }

  /** Offers what waits, asks about what is being sent, and forgets what is old. */
  public void carryAll(BooleanSupplier stopping) throws InterruptedException {
    store.forget(clock.instant().minus(KEPT_FOR));
    // one that is away costs each turn one attempt, however many proofs wait for it
    Set<String> away = new HashSet<>();
    for (SentProof proof : store.open(AT_A_TIME)) {
      if (stopping.getAsBoolean()) {
        return;
      }
      if (!away.contains(proof.instance()) && !carry(proof)) {
        away.add(proof.instance());
      }
    }
  }

  /** False when the instance was not reached. */
  private boolean carry(SentProof proof) throws InterruptedException {
    Optional<ExecutionInstance> instance =
        instances.instances().stream()
            .map(RegisteredInstance::instance)
            .filter(there -> there.name().equals(proof.instance()))
            .findFirst();
    if (instance.isEmpty()) {
      store.ended(
          proof.number(),
          proof.state() == SentProof.State.WAITING ? SentProof.State.REFUSED : SentProof.State.DONE,
          "the execution instance " + proof.instance() + " is no longer registered");
      return true;
    }
    return proof.state() == SentProof.State.WAITING
        ? offer(proof, instance.get())
        : follow(proof, instance.get());
  }

  private boolean offer(SentProof proof, ExecutionInstance instance) throws InterruptedException {
    Optional<String> sent = store.sent(proof.number());
    if (sent.isEmpty()) {
      return true; // settled meanwhile
    }
    return switch (link.proof(instance, proof.id(), sent.get())) {
      case LinkAnswer.Done<Boolean> _ -> {
        store.accepted(proof.number());
        yield true;
      }
      case LinkAnswer.Refused<Boolean>(String why) -> {
        store.ended(proof.number(), SentProof.State.REFUSED, why);
        yield true;
      }
      case LinkAnswer.Unreachable<Boolean>(String why) -> {
        notReached(proof, OFFERED_FOR, SentProof.State.REFUSED, why);
        yield false;
      }
    };
  }

  private boolean follow(SentProof proof, ExecutionInstance instance) throws InterruptedException {
    return switch (link.outcomes(instance, proof.id())) {
      case LinkAnswer.Done<Proof.Outcomes>(Proof.Outcomes outcomes) -> {
        store.heard(proof.number(), outcomes.copies());
        yield true;
      }
      case LinkAnswer.Refused<Proof.Outcomes>(String why) -> {
        store.ended(proof.number(), SentProof.State.DONE, why);
        yield true;
      }
      case LinkAnswer.Unreachable<Proof.Outcomes>(String why) -> {
        notReached(proof, FOLLOWED_FOR, SentProof.State.DONE, why);
        yield false;
      }
    };
  }

  private void notReached(SentProof proof, Duration patience, SentProof.State end, String why) {
    if (clock.instant().isAfter(proof.created().plus(patience))) {
      store.ended(
          proof.number(), end, "nobody knows what became of it, " + proof.instance() + ": " + why);
    } else {
      store.delayed(proof.number(), why);
    }
  }
}

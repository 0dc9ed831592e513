package io.herald.execution.simulation;

import io.herald.execution.queue.Appended;
import io.herald.execution.queue.IdempotencyKey;
import io.herald.execution.queue.Submission;
import io.herald.message.channel.Channel;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Outside systems that push events. One with an idempotency key asks again, perhaps another
 * process, until it gets a positive answer; one without takes what comes.
 */
final class Callers {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /**
   * A positive answer.
   *
   * @param key null when the caller used none
   */
  record Answered(long id, @Nullable String key) {}

  private final World world;
  private final Supplier<Optional<Node>> anyNode;
  private final List<Answered> answered = new ArrayList<>();
  private final Map<String, Long> idOfKey = new HashMap<>();
  private int pushed;
  private int asking;

  Callers(World world, Supplier<Optional<Node>> anyNode) {
    this.world = world;
    this.anyNode = anyNode;
  }

  /** Every positive answer that was heard. */
  List<Answered> answered() {
    return answered;
  }

  /** Whether somebody still waits for a positive answer. */
  boolean asking() {
    return asking > 0;
  }

  /** Pushes one event of chance. */
  void push() {
    int n = pushed++;
    NewEvent event = event(n);
    if (world.chance(0.6)) {
      String key = "key " + n;
      asking++;
      ask(new Submission(event, IdempotencyKey.chosen("caller", key, event)), key);
      if (world.chance(0.3)) { // and once more at the same time, as by an impatient proxy
        asking++;
        ask(new Submission(event, IdempotencyKey.chosen("caller", key, event)), key);
      }
    } else {
      submit(Submission.of(event), null, () -> {});
    }
  }

  private void ask(Submission submission, String key) {
    boolean[] heard = {false};
    submit(
        submission,
        key,
        () -> {
          if (!heard[0]) {
            heard[0] = true;
            asking--;
          }
        });
    world.after(
        PATIENCE,
        () -> {
          if (!heard[0]) {
            heard[0] = true;
            ask(submission, key);
          }
        });
  }

  private void submit(Submission submission, @Nullable String key, Runnable whenHeard) {
    anyNode
        .get()
        .ifPresent(
            node ->
                node.submit(
                    submission,
                    appended -> {
                      hear(appended, key);
                      whenHeard.run();
                    }));
  }

  private void hear(Appended appended, @Nullable String key) {
    if (!(appended instanceof Appended.Stored(List<Appended.Event> events))) {
      world.violation("a key counts as taken that was used for the same event only: " + key);
      return;
    }
    long id = events.getFirst().id();
    world.tell(() -> "a caller hears " + id + (key == null ? "" : " for " + key));
    answered.add(new Answered(id, key));
    if (key != null) {
      Long before = idOfKey.putIfAbsent(key, id);
      if (before != null && before != id) {
        world.violation("'%s' got the ids %d and %d".formatted(key, before, id));
      }
    }
  }

  private NewEvent event(int n) {
    Instant now = world.now();
    Instant scheduled = world.chance(0.15) ? now.plus(world.between(500_000, 20_000_000)) : null;
    Instant expiration =
        world.chance(0.1) ? now.plus(world.between(1_000_000, 3_600_000_000L)) : null;
    String type =
        world.chance(0.6)
            ? Catalogue.RESENT
            : world.chance(0.9) ? Catalogue.HELD : Catalogue.UNKNOWN;
    return new NewEvent(
        world.chance(0.7) ? Queue.REAL_TIME : Queue.BATCH,
        type,
        world.chance(0.05)
            ? new NewEvent.Address(Channel.EMAIL, null, "+4912345", null, null)
            : NewEvent.Address.ofEmail("to" + n + "@example.com"),
        NewEvent.Attributes.NONE,
        EventContext.xml("<ctx>" + n + "</ctx>"),
        scheduled,
        expiration,
        ReceivedBy.INTERNAL);
  }
}

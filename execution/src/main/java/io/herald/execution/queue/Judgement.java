package io.herald.execution.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a group are new, which repeat an earlier one, and which must not be stored
 * because their key stands for another event (API-9).
 *
 * <p>Judged from the group and from what the database knows of its keys alone, and by each event's
 * own time: the same group judged again, because nobody knows whether its commit was heard, comes
 * out the same.
 *
 * @param answers one for each of the group, in order
 * @param fresh what is to be stored, in order
 * @param takenKeys the keys to be remembered, each with the event it now stands for
 */
record Judgement(
    List<Appended> answers,
    List<EventStore.Appending> fresh,
    Map<UUID, EventStore.Appending> takenKeys) {

  /**
   * What the database knows about a key.
   *
   * @param createdMillis when the event it stands for was accepted
   */
  record Known(UUID content, long eventId, long createdMillis) {}

  /** For a group without keys: everything is new. */
  static Judgement allFresh(List<Together> group) {
    List<Appended> answers = new ArrayList<>(group.size());
    List<EventStore.Appending> fresh = new ArrayList<>(group.size());
    for (Together together : group) {
      fresh.addAll(together.rows());
      answers.add(
          new Appended.Stored(
              together.rows().stream()
                  .map(row -> new Appended.Event(row.event().id(), false))
                  .toList()));
    }
    return new Judgement(answers, fresh, Map.of());
  }

  /**
   * @param known what the database knows of the group's keys
   */
  static Judgement of(List<Together> group, Map<UUID, Known> known) {
    Set<Long> own = new HashSet<>();
    group.forEach(together -> together.rows().forEach(row -> own.add(row.event().id())));
    Map<UUID, Known> standing = new HashMap<>();
    known.forEach(
        (key, found) -> {
          // written by the first try of this very group
          if (!own.contains(found.eventId())) {
            standing.put(key, found);
          }
        });
    Judgement judgement = new Judgement(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
    group.forEach(together -> judgement.judge(together, standing));
    return judgement;
  }

  private void judge(Together together, Map<UUID, Known> standing) {
    List<Appended.Event> answer = new ArrayList<>(together.rows().size());
    List<EventStore.Appending> mine = new ArrayList<>();
    Map<UUID, EventStore.Appending> myKeys = new HashMap<>();
    for (EventStore.Appending row : together.rows()) {
      Known earlier = earlier(row, myKeys, standing);
      if (earlier == null) {
        mine.add(row);
        answer.add(new Appended.Event(row.event().id(), false));
        if (row.key() != null) {
          myKeys.put(row.key().digest(), row);
        }
      } else if (row.key() != null && earlier.content().equals(row.key().content())) {
        answer.add(new Appended.Event(earlier.eventId(), true));
      } else {
        answers.add(new Appended.KeyTaken(answer.size()));
        return;
      }
    }
    myKeys.forEach((key, row) -> standing.put(key, known(row)));
    takenKeys.putAll(myKeys);
    fresh.addAll(mine);
    answers.add(new Appended.Stored(answer));
  }

  /** What a row's key stands for already; null when it has none, or it stands for nothing. */
  private static @Nullable Known earlier(
      EventStore.Appending row, Map<UUID, EventStore.Appending> myKeys, Map<UUID, Known> standing) {
    if (row.key() == null) {
      return null;
    }
    EventStore.Appending mine = myKeys.get(row.key().digest());
    Known found = mine == null ? standing.get(row.key().digest()) : known(mine);
    return found == null || found.createdMillis() <= forgottenBefore(row) ? null : found;
  }

  /** Keys used at this moment or earlier are forgotten by the time the row was accepted. */
  static long forgottenBefore(EventStore.Appending row) {
    return row.event().created().minus(IdempotencyKey.REMEMBERED).toEpochMilli();
  }

  private static Known known(EventStore.Appending row) {
    UUID content = row.key() == null ? new UUID(0, 0) : row.key().content();
    return new Known(content, row.event().id(), row.event().created().toEpochMilli());
  }
}

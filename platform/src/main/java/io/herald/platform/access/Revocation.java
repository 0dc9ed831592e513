package io.herald.platform.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A session or an access token that ends before its time.
 *
 * @param id of the session or token
 * @param expires when it would have ended by itself: from then on nobody need remember it
 */
record Revocation(UUID id, Instant expires) {
  /** How many one message carries at most. */
  static final int MAX_IN_MESSAGE = 1_000;

  /** As cells tell each other: a line for each, with the id and the milliseconds since 1970. */
  static String writeAll(Collection<Revocation> revocations) {
    return revocations.stream()
        .map(one -> one.id + " " + one.expires.toEpochMilli() + "\n")
        .collect(Collectors.joining());
  }

  /** What {@link #writeAll} wrote; empty when it is something else. */
  static Optional<List<Revocation>> readAll(String message) {
    List<Revocation> read = new ArrayList<>();
    for (String line : message.split("\n")) {
      int blank = line.indexOf(' ');
      if (blank < 0 || read.size() == MAX_IN_MESSAGE) {
        return Optional.empty();
      }
      try {
        read.add(
            new Revocation(
                UUID.fromString(line.substring(0, blank)),
                Instant.ofEpochMilli(Long.parseLong(line.substring(blank + 1)))));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(read);
  }
}

package io.herald.message.expression;

import java.time.Instant;
import java.util.Optional;

/** Reads a date and time as people write it; knows what is meant without an offset. */
@FunctionalInterface
public interface MomentReader {
  /** Empty when the text is no date and time. */
  Optional<Instant> read(String text);
}

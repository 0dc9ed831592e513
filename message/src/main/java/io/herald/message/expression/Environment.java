package io.herald.message.expression;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * What computing depends on besides the row.
 *
 * @param clock what {@code GetDate()} asks, once per computation
 * @param zone whose days, months and years are meant
 * @param moments reads texts as dates
 * @param random behind {@code Random}, {@code newUUID} and what {@code AesEncrypt} begins with;
 *     safe for use by many threads, and not to be guessed where that matters
 * @param key of {@code AesEncrypt} and {@code AesDecrypt}; null: they fail
 * @param constants by name: {@link String}, {@link BigDecimal} or {@link Instant}
 */
public record Environment(
    Clock clock,
    ZoneId zone,
    MomentReader moments,
    RandomGenerator random,
    @Nullable SecretKey key,
    Map<String, Object> constants)
    implements Constants {
  public Environment {
    constants = Map.copyOf(constants);
    constants.forEach(
        (name, value) -> {
          if (type(value).isEmpty()) {
            throw new IllegalArgumentException("constant " + name + " is a " + value.getClass());
          }
        });
  }

  /** With chance nobody can guess, ISO dates, no key and no constants. */
  public static Environment of(Clock clock, ZoneId zone) {
    return new Environment(clock, zone, MomentReader.iso(zone), new SecureRandom(), null, Map.of());
  }

  @Override
  public Optional<ValueType> typeOf(String name) {
    return Optional.ofNullable(constants.get(name)).flatMap(Environment::type);
  }

  private static Optional<ValueType> type(Object value) {
    return switch (value) {
      case String _ -> Optional.of(ValueType.TEXT);
      case BigDecimal _ -> Optional.of(ValueType.NUMBER);
      case Instant _ -> Optional.of(ValueType.MOMENT);
      default -> Optional.empty();
    };
  }

  /** Neither the key nor the constants, which may be secret. */
  @Override
  public String toString() {
    return "Environment[zone=" + zone + "]";
  }
}

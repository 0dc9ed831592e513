package io.herald.execution.queue;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;

/** API-9: what makes two events the same. */
class IdempotencyKeyTest {
  @Property(tries = 300)
  void ownersAndKeysAreToldApartHoweverTheyAreCut(
      @ForAll @CharRange(to = '\uD7FF') String owner,
      @ForAll @CharRange(to = '\uD7FF') String key,
      @ForAll @CharRange(to = '\uD7FF') String otherOwner,
      @ForAll @CharRange(to = '\uD7FF') String otherKey) {
    Assume.that(!owner.equals(otherOwner) || !key.equals(otherKey));
    var event = Appenders.event("ann@example.com");

    assertThat(IdempotencyKey.chosen(owner, key, event).digest())
        .isEqualTo(IdempotencyKey.chosen(owner, key, event).digest())
        .isNotEqualTo(IdempotencyKey.chosen(otherOwner, otherKey, event).digest());
  }

  @Property(tries = 300)
  void whatEventsSayIsToldApart(
      @ForAll @CharRange(to = '\uD7FF') String one,
      @ForAll @CharRange(to = '\uD7FF') String other) {
    Assume.that(!one.equals(other));

    assertThat(IdempotencyKey.chosen("o", "k", Appenders.event(one)).content())
        .isEqualTo(IdempotencyKey.chosen("x", "y", Appenders.event(one)).content())
        .isNotEqualTo(IdempotencyKey.chosen("o", "k", Appenders.event(other)).content());
  }
}

package io.herald.execution.collect.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** DM-4: keys are opaque, cannot be made up, and fit into one path segment. */
class PKeysTest {
  private final PKeys pkeys = new PKeys("a secret of sixteen bytes".getBytes(UTF_8));

  @Property(seed = "20260131")
  void aKeyLeadsBackToItsEvent(@ForAll long id) {
    String key = pkeys.of(id);
    assertThat(key).matches("@[A-Za-z0-9_-]{32}");
    assertThat(pkeys.read(key)).hasValue(id);
  }

  @Property(seed = "20260131")
  void oneChangedCharacterMakesItWorthless(
      @ForAll long id,
      @ForAll @IntRange(max = 32) int at,
      @ForAll @CharRange(from = '-', to = 'z') char other) {
    String key = pkeys.of(id);
    String changed = key.substring(0, at) + other + key.substring(at + 1);
    if (changed.equals(key)) {
      assertThat(pkeys.read(changed)).hasValue(id);
    } else {
      assertThat(pkeys.read(changed)).isEmpty();
    }
  }

  @Property(seed = "20260131")
  void anyOtherTextIsNoKey(@ForAll @StringLength(max = 40) String text) {
    assertThat(pkeys.read(text)).isEmpty();
    assertThat(pkeys.read("@" + text)).isEmpty();
  }

  @Property(seed = "20260131")
  void anotherSecretMakesOtherKeys(@ForAll long id) {
    assertThat(new PKeys("another secret of more bytes".getBytes(UTF_8)).read(pkeys.of(id)))
        .isEmpty();
  }
}

package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** API-2, SEC-7: a rate with a burst. */
class TokenBucketTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void aBurstGoesThroughAtOnceAndThenTheRateHolds() {
    TokenBucket bucket = new TokenBucket(new RateLimit(10, 3));

    for (int i = 0; i < 3; i++) {
      assertThat(bucket.take(0)).isZero();
    }
    assertThat(bucket.take(0)).isEqualTo(Duration.ofMillis(100));
    assertThat(bucket.take(SECOND / 10)).isZero();
    assertThat(bucket.take(SECOND / 10)).isEqualTo(Duration.ofMillis(100));
    // after a pause no more than the burst
    for (int i = 0; i < 3; i++) {
      assertThat(bucket.take(60 * SECOND)).isZero();
    }
    assertThat(bucket.take(60 * SECOND)).isPositive();
  }

  @Property(seed = "20260131")
  void neverMoreThanTheRateAndTheBurstAndTheWaitIsNeverTooShort(
      @ForAll @DoubleRange(min = 0.1, max = 1000) double rate,
      @ForAll @IntRange(min = 1, max = 50) int burst,
      @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 100_000_000) Long> pauses) {
    TokenBucket bucket = new TokenBucket(new RateLimit(rate, burst));
    long now = 0;
    long through = 0;
    for (long pause : pauses) {
      now += pause;
      Duration wait = bucket.take(now);
      if (wait.isZero()) {
        through++;
      } else {
        now += wait.toNanos();
        assertThat(bucket.take(now)).isZero();
        through++;
      }
    }
    assertThat((double) through).isLessThanOrEqualTo(burst + now / 1e9 * rate * 1.001 + 1);
  }
}

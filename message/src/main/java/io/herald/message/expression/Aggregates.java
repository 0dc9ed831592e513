package io.herald.message.expression;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What runs over a collection. Elements where the value is not there are passed over. */
final class Aggregates {
  private Aggregates() {}

  /** What is gathered of one collection. For one thread. */
  private interface Gathering {
    void add(Object value);

    @Nullable Object result();
  }

  /**
   * The step that gathers.
   *
   * @param links to the collection
   */
  static Step step(Function function, Step inner, List<String> links, Place place) {
    return run -> {
      Gathering gathering = gathering(function, place);
      for (Row element : run.row().rows(links)) {
        run.charge(1, place);
        run.enter(element);
        Object value = inner.of(run);
        if (value != null && Values.isThere(value)) {
          gathering.add(value);
        }
      }
      run.enter(null);
      return gathering.result();
    };
  }

  private static Gathering gathering(Function function, Place place) {
    return switch (function) {
      case COUNT -> new Total(place, Total.Wanted.COUNT);
      case SUM -> new Total(place, Total.Wanted.SUM);
      case AVG -> new Total(place, Total.Wanted.MEAN);
      case COUNT_DISTINCT -> new Different();
      case MIN -> new Extreme(-1);
      case MAX -> new Extreme(1);
      default -> throw new IllegalArgumentException(function.label());
    };
  }

  private static final class Total implements Gathering {
    private enum Wanted {
      COUNT,
      SUM,
      MEAN
    }

    private final Place place;
    private final Wanted wanted;
    private BigDecimal sum = BigDecimal.ZERO;
    private long count;

    Total(Place place, Wanted wanted) {
      this.place = place;
      this.wanted = wanted;
    }

    @Override
    public void add(Object value) {
      count++;
      if (wanted != Wanted.COUNT) {
        sum = Values.bounded(sum.add((BigDecimal) value), place);
      }
    }

    @Override
    public @Nullable Object result() {
      if (wanted == Wanted.COUNT) {
        return BigDecimal.valueOf(count);
      }
      if (count == 0) {
        return null;
      }
      return wanted == Wanted.SUM ? sum : NumberFunctions.mean(sum, count);
    }
  }

  private static final class Different implements Gathering {
    private final Set<Object> seen = new HashSet<>();

    @Override
    public void add(Object value) {
      // 1.0 and 1 are one number
      seen.add(value instanceof BigDecimal number ? number.stripTrailingZeros() : value);
    }

    @Override
    public Object result() {
      return BigDecimal.valueOf(seen.size());
    }
  }

  private static final class Extreme implements Gathering {
    private final int sign;
    private @Nullable Object extreme;

    Extreme(int sign) {
      this.sign = sign;
    }

    @Override
    public void add(Object value) {
      if (extreme == null || Integer.signum(Values.compare(value, extreme)) == sign) {
        extreme = value;
      }
    }

    @Override
    public @Nullable Object result() {
      return extreme;
    }
  }
}

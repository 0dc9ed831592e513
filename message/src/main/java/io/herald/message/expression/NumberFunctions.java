package io.herald.message.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** What functions do to numbers. Pure functions. */
final class NumberFunctions {
  /** Further than any text, day or digit counted here. */
  private static final int FAR = 1_000_000_000;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private NumberFunctions() {}

  /** The whole part, and a thousand million when it is more: for places and counts. */
  static int clamp(BigDecimal number) {
    if (number.compareTo(BigDecimal.valueOf(FAR)) >= 0) {
      return FAR;
    }
    return number.compareTo(BigDecimal.valueOf(-FAR)) <= 0 ? -FAR : number.intValue();
  }

  static BigDecimal round(BigDecimal number, BigDecimal decimals) {
    int scale = Math.clamp(clamp(decimals), -100, 100);
    return scale >= number.scale() ? number : number.setScale(scale, RoundingMode.HALF_UP);
  }

  static BigDecimal whole(BigDecimal number, RoundingMode mode) {
    return number.setScale(0, mode);
  }

  static BigDecimal mod(BigDecimal number, BigDecimal divisor, Place place) {
    return number.remainder(notZero(divisor, place));
  }

  static BigDecimal percent(BigDecimal part, BigDecimal whole, Place place) {
    return part.multiply(HUNDRED).divide(notZero(whole, place), MathContext.DECIMAL128);
  }

  static BigDecimal mean(BigDecimal sum, long count) {
    return sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
  }

  private static BigDecimal notZero(BigDecimal divisor, Place place) {
    if (divisor.signum() == 0) {
      throw place.failing("is 0, and nothing can be divided by that");
    }
    return divisor;
  }
}

package io.herald.message.template;

import static io.herald.message.template.TemplateFunction.absent;
import static io.herald.message.template.TemplateFunction.arg;
import static io.herald.message.template.TemplateFunction.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.ScriptRuntime;

/** Functions that write numbers (TPL-44). */
final class NumberFunctions {
  private static final int MAX_DECIMALS = 20;

  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction(
              "formatNumber",
              "formatNumber(value[, decimals[, decimalMark[, thousandsMark]]])",
              "Writes a number, rounded half up to 0 to 20 decimals; without marks it has the decimal"
                  + " mark of the language and no other.",
              "formatNumber(1234567.891, 2, ',', '.')",
              "1.234.567,89",
              NumberFunctions::formatNumber),
          new TemplateFunction(
              "formatCurrency",
              "formatCurrency(value, currency[, language])",
              "Writes an amount as the language does; the currency is a code of three letters.",
              "formatCurrency(1234.5, 'EUR')",
              "€1,234.50",
              NumberFunctions::formatCurrency));

  private NumberFunctions() {}

  private static Object formatNumber(RenderContext context, Object[] args) {
    BigDecimal value = number("formatNumber", arg(args, 0));
    if (value == null) {
      return "";
    }
    if (!absent(args, 1)) {
      value = value.setScale(decimals(arg(args, 1)), RoundingMode.HALF_UP);
    } else {
      value = shortest(value);
    }
    String decimalMark = absent(args, 2) ? decimalMark(context.getLocale()) : text(args, 2);
    String thousandsMark = absent(args, 3) ? "" : text(args, 3);
    return grouped(value, decimalMark, thousandsMark);
  }

  private static String decimalMark(Locale language) {
    return String.valueOf(DecimalFormatSymbols.getInstance(language).getDecimalSeparator());
  }

  private static int decimals(@Nullable Object value) {
    double wanted = ScriptRuntime.toNumber(value);
    if (!(wanted >= 0 && wanted <= MAX_DECIMALS)) {
      throw Refusal.of("formatNumber: the number of decimals must be 0 to " + MAX_DECIMALS);
    }
    return (int) wanted;
  }

  private static BigDecimal shortest(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static String grouped(BigDecimal value, String decimalMark, String thousandsMark) {
    String plain = value.abs().toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    StringBuilder out = new StringBuilder(plain.length() + 8);
    if (value.signum() < 0) {
      out.append('-');
    }
    for (int i = 0; i < whole.length(); i++) {
      if (i > 0 && (whole.length() - i) % 3 == 0) {
        out.append(thousandsMark);
      }
      out.append(whole.charAt(i));
    }
    if (point >= 0) {
      out.append(decimalMark).append(plain, point + 1, plain.length());
    }
    return out.toString();
  }

  private static Object formatCurrency(RenderContext context, Object[] args) {
    BigDecimal value = number("formatCurrency", arg(args, 0));
    if (value == null) {
      return "";
    }
    try {
      Locale locale =
          absent(args, 2)
              ? context.getLocale()
              : new Locale.Builder().setLanguageTag(text(args, 2).replace('_', '-')).build();
      NumberFormat format = NumberFormat.getCurrencyInstance(locale);
      Currency currency = Currency.getInstance(text(args, 1));
      format.setCurrency(currency);
      int digits = Math.max(0, currency.getDefaultFractionDigits());
      format.setMinimumFractionDigits(digits);
      format.setMaximumFractionDigits(digits);
      format.setRoundingMode(RoundingMode.HALF_UP);
      return format.format(value);
    } catch (IllegalArgumentException | IllformedLocaleException e) {
      throw Refusal.of(
          "formatCurrency(value, currency, language): write for example"
              + " formatCurrency(12.5, 'EUR', 'fr-FR')");
    }
  }

  /** The exact decimal value; null when it is missing or empty. */
  private static @Nullable BigDecimal number(String function, @Nullable Object value) {
    String text = Values.textOrEmpty(value).strip();
    if (text.isEmpty()) {
      return null;
    }
    if (text.length() <= 100) {
      try {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) <= 400 && number.precision() <= 400) {
          return number;
        }
      } catch (NumberFormatException e) {
        // told below
      }
    }
    throw Refusal.of(
        "%s: the value is no number: it has the form %s, a number looks like 1234.5"
            .formatted(function, ValueForm.of(text)));
  }
}

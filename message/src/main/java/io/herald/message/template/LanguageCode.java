package io.herald.message.template;

import java.util.Locale;

/** Codes of languages as callers write them: {@code en}, {@code en-us}, {@code EN_US} (TPL-60). */
final class LanguageCode {
  private LanguageCode() {}

  /** In lower case, with hyphens. */
  static String normalized(String code) {
    return code.strip().replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** The next wider one: {@code en} for {@code en-us}; empty when there is none. */
  static String wider(String normalized) {
    int cut = normalized.lastIndexOf('-');
    return cut < 0 ? "" : normalized.substring(0, cut);
  }

  /** How dates, numbers and amounts are written in it; what is no code gives neutral forms. */
  static Locale locale(String code) {
    return Locale.forLanguageTag(normalized(code));
  }
}

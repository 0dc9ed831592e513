package io.herald.message.template;

import java.util.Locale;

/**
 * What compiling depends on besides the content itself.
 *
 * @param library what the template may take in
 * @param language of the names of days and months, and of numbers and amounts (TPL-46, TPL-60)
 */
public record CompileSettings(Library library, Locale language) {
  /** The built-in blocks only, in English. */
  public static final CompileSettings DEFAULT = with(FrozenLibrary.NOTHING);

  /** In English. */
  public static CompileSettings with(Library library) {
    return new CompileSettings(library, Locale.ENGLISH);
  }
}

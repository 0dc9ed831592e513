package io.herald.message.template;

import org.jspecify.annotations.Nullable;

/**
 * A function of the template language: what runs, and what the reference says about it.
 *
 * @param name as scripts call it, with the objects before it
 * @param signature how it is called; arguments in brackets can be left out
 * @param purpose what it gives, in one sentence
 * @param example a call
 * @param result what printing the example gives, for the instant 2026-01-31T10:00:01.5Z
 */
record TemplateFunction(
    String name, String signature, String purpose, String example, String result, Body body) {

  /** What runs. */
  interface Body {
    @Nullable Object call(RenderContext context, Object[] args);
  }

  /** The number of arguments, for scripts that ask. */
  int length() {
    String arguments = signature.substring(signature.indexOf('(') + 1).replace("[", "");
    return arguments.startsWith(")") ? 0 : arguments.split(",").length;
  }

  static @Nullable Object arg(Object[] args, int number) {
    return number < args.length ? args[number] : null;
  }

  /** An argument as text; what is missing counts as empty. */
  static String text(Object[] args, int number) {
    return Values.textOrEmpty(arg(args, number));
  }

  /** Whether an argument is missing: not given, null, or a node that does not exist. */
  static boolean absent(Object[] args, int number) {
    return Values.absent(arg(args, number));
  }
}

package io.herald.platform.soap;

import java.util.regex.Pattern;

/**
 * Which method of which service.
 *
 * @param service for example {@code nms:rtEvent}
 * @param method for example {@code PushEvent}
 */
public record MethodName(String service, String method) {
  /** For a message that does not say. */
  static final MethodName UNKNOWN = new MethodName("", "");

  private static final int MAX_SHOWN = 64;
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\x80-\\x9f]");

  /**
   * For fault texts, which are logged, too: names come from callers nobody knows yet, so they are
   * cut and stay on one line.
   */
  String shownService() {
    return shown(service);
  }

  String shownMethod() {
    return shown(method);
  }

  private static String shown(String text) {
    String cut = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    return UNPRINTABLE.matcher(cut).replaceAll("?");
  }

  @Override
  public String toString() {
    return shownService() + "#" + shownMethod();
  }
}

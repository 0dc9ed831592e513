package io.herald.execution.collect.soap;

/**
 * Which method of which service.
 *
 * @param service for example {@code nms:rtEvent}
 * @param method for example {@code PushEvent}
 */
record MethodName(String service, String method) {
  /** For a message that does not say. */
  static final MethodName UNKNOWN = new MethodName("", "");

  private static final int MAX_SHOWN = 64;

  /** For fault texts: names come from the caller, so they are cut. */
  String shownService() {
    return cut(service);
  }

  String shownMethod() {
    return cut(method);
  }

  private static String cut(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}

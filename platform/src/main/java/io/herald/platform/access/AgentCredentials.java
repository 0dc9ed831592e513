package io.herald.platform.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Everything a SOAP call may bring to say who sends it; empty texts count as nothing.
 *
 * @param bearer from {@code Authorization: Bearer}
 * @param parameter the first parameter of the method
 * @param sessionHeader {@code X-Session-Token}
 * @param sessionCookie {@code __sessiontoken}
 * @param securityHeader {@code X-Security-Token}
 */
public record AgentCredentials(
    @Nullable String bearer,
    @Nullable String parameter,
    @Nullable String sessionHeader,
    @Nullable String sessionCookie,
    @Nullable String securityHeader) {
  /** The cookie's name, fixed by existing clients. */
  public static final String COOKIE = "__sessiontoken";

  /** What a request brings. */
  public static AgentCredentials of(HttpServletRequest request, String parameter) {
    return new AgentCredentials(
        bearer(request),
        given(parameter),
        given(request.getHeader("X-Session-Token")),
        cookie(request),
        given(request.getHeader("X-Security-Token")));
  }

  /** The token of {@code Authorization: Bearer}; null when there is none. */
  public static @Nullable String bearer(HttpServletRequest request) {
    @Nullable String value = request.getHeader("Authorization");
    return value != null && value.regionMatches(true, 0, "Bearer ", 0, 7)
        ? given(value.substring(7))
        : null;
  }

  private static @Nullable String cookie(HttpServletRequest request) {
    Cookie @Nullable [] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        // a client that never logged on sends the text "undefined"
        if (cookie.getName().equals(COOKIE) && !"undefined".equals(cookie.getValue())) {
          return given(cookie.getValue());
        }
      }
    }
    return null;
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  @Override
  public String toString() {
    return "AgentCredentials[not shown]";
  }
}

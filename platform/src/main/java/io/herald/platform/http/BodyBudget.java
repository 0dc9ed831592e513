package io.herald.platform.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Bounds what the bodies of all requests under way may take together: beyond it callers are told to
 * come again, before anything is read. A body without a declared length counts as {@link
 * #UNDECLARED_KIB}.
 */
final class BodyBudget extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final int ALL_KIB = 64 << 10;
  private static final int UNDECLARED_KIB = 2 << 10;

  private final transient Semaphore kibibytes = new Semaphore(ALL_KIB);

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    int needed = needed(request);
    if (!kibibytes.tryAcquire(needed)) {
      response.setHeader("Retry-After", "1");
      response.setStatus(503);
      response.setContentType("application/json;charset=utf-8");
      response
          .getOutputStream()
          .print(
              "{\"error_code\":\"503000\",\"message\":\"too much is being received, try again\"}");
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      kibibytes.release(needed);
    }
  }

  /** A body declared larger than any limit is refused by its servlet without being read. */
  private static int needed(HttpServletRequest request) {
    long declared = request.getContentLengthLong();
    if (declared < 0) {
      return request.getHeader("Transfer-Encoding") == null ? 1 : UNDECLARED_KIB;
    }
    return (int) Math.min(UNDECLARED_KIB, declared / 1024 + 1);
  }
}

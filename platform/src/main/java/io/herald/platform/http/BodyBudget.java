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
 * come again. A body takes room as it arrives ({@link BodyLease}); one that comes too slowly, or
 * finds no room, is answered here when its servlet did not.
 */
final class BodyBudget extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final int ALL_KIB = 64 << 10;

  private final transient Semaphore kibibytes = new Semaphore(ALL_KIB);

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    BodyLease lease = BodyLease.open(kibibytes, request);
    if (lease == null) {
      response.setHeader("Retry-After", "1");
      refuse(response, 503, "too much is being received, try again");
      return;
    }
    try {
      chain.doFilter(request, response);
    } catch (BodyRefusedException e) {
      if (response.isCommitted()) {
        throw e;
      }
      response.reset();
      response.setHeader("Connection", "close"); // the rest of the body stays unread
      if (e.retryAfter() != null) {
        response.setHeader("Retry-After", Long.toString(e.retryAfter().toSeconds()));
      }
      refuse(response, e.status(), e.reason());
    } finally {
      lease.close();
    }
  }

  private static void refuse(HttpServletResponse response, int status, String message)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json;charset=utf-8");
    response
        .getOutputStream()
        .print("{\"error_code\":\"" + status + "000\",\"message\":\"" + message + "\"}");
  }
}

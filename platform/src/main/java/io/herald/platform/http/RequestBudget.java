package io.herald.platform.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds how many requests are under way, those with a body apart from the others, so that probes
 * and look-ups go on, and what all bodies may take together: beyond it callers are told to come
 * again. A body takes room as it arrives ({@link BodyLease}); one that comes too slowly, or finds
 * no room, is answered here when its servlet did not.
 */
final class RequestBudget extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(RequestBudget.class);
  private static final int ALL_KIB = 64 << 10;

  private final transient Semaphore kibibytes = new Semaphore(ALL_KIB);
  private final transient Semaphore withBody;
  private final transient Semaphore without;
  private final transient Map<BodyLease.Peer, BodyLease> waiting = new ConcurrentHashMap<>();

  /**
   * @param withBody requests that may be under way
   * @param without the same of those that have none
   */
  RequestBudget(int withBody, int without) {
    this.withBody = new Semaphore(withBody);
    this.without = new Semaphore(without);
  }

  /** Those whose body has not arrived. */
  Map<BodyLease.Peer, BodyLease> waiting() {
    return waiting;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean hasBody = request.getContentLengthLong() != 0 && !request.getMethod().equals("GET");
    Semaphore places = hasBody ? withBody : without;
    BodyLease lease = BodyLease.open(kibibytes, waiting, request);
    boolean hasPlace = places.tryAcquire();
    try {
      if (!hasPlace) {
        refuseForNow(response);
        return;
      }
      chain.doFilter(request, response);
      if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null) {
        // the body broke off and the servlet has said so: the server would say it again otherwise
        response.flushBuffer();
      }
    } catch (BodyRefusedException e) {
      log.info("refused with {}: {}", e.status(), e.reason());
      if (response.isCommitted()) {
        return; // answered before, or the server takes that upon itself
      }
      response.resetBuffer();
      response.setHeader("Connection", "close"); // the rest of the body stays unread
      if (e.retryAfter() != null) {
        response.setHeader("Retry-After", Long.toString(e.retryAfter().toSeconds()));
      }
      refuse(response, e.status(), e.reason());
      response.flushBuffer();
    } finally {
      if (request.getInputStream().isFinished()) {
        lease.close();
      } else {
        lease.closeUnread();
      }
      if (hasPlace) {
        places.release();
      }
    }
  }

  private static void refuseForNow(HttpServletResponse response) throws IOException {
    log.info("refused with 503: too many requests are under way");
    response.setHeader("Retry-After", "1");
    refuse(response, 503, "too many requests are under way, try again");
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

package io.herald.control.http;

import io.herald.platform.access.AccessUnavailable;
import io.herald.platform.access.AuditLog;
import io.herald.platform.http.Callers;
import io.herald.platform.http.RequestIds;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Writes every change that a route makes, or refuses to make, to the audit log (SEC-35): publishing
 * and unpublishing, designing, registering instances. The action is the operation's id in the
 * OpenAPI document. Reading is not written, but for what real people were sent: exports, and
 * previews with a past event. A change that cannot be written there stands all the same, and is
 * logged.
 */
public final class AuditTrail implements HandlerInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

  private static final String PERSONAL_DATA = AuditTrail.class.getName() + ".personalData";

  private final AuditLog audit;
  private final Callers callers;

  public AuditTrail(AuditLog audit, Callers callers) {
    this.audit = audit;
    this.callers = callers;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (!(handler instanceof HandlerMethod route)) {
      return;
    }
    @Nullable Operation operation = route.getMethodAnnotation(Operation.class);
    @Nullable Principal who = request.getUserPrincipal();
    if (operation == null || who == null || !belongsHere(request, operation.operationId())) {
      return;
    }
    int status = response.getStatus();
    AuditLog.Entry entry =
        new AuditLog.Entry(
            who.getName(),
            callers.of(request).address().getHostAddress(),
            operation.operationId(),
            object(request, response),
            failure == null && status < 400 ? "done" : "refused with " + status,
            text(response.getHeader(RequestIds.HEADER)));
    try {
      audit.record(entry);
    } catch (AccessUnavailable e) {
      LOG.error("{} of {} is not in the audit log", entry.action(), entry.object(), e);
    }
  }

  /**
   * Says that a request is for what a real person was sent, so that it is written though it reads.
   */
  public static void asksForPersonalData(HttpServletRequest request) {
    request.setAttribute(PERSONAL_DATA, true);
  }

  private static boolean belongsHere(HttpServletRequest request, String operation) {
    boolean reads = request.getMethod().equals("GET") || operation.startsWith("preview");
    return !reads || operation.startsWith("export") || request.getAttribute(PERSONAL_DATA) != null;
  }

  /** The name or path of what it is about, or of what was created. */
  private static String object(HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables) {
      if (variables.get("name") instanceof String name) {
        return name;
      }
      if (variables.get("path") instanceof String path) {
        return path.startsWith("/") ? path.substring(1) : path;
      }
    }
    String location = text(response.getHeader("Location"));
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static String text(@Nullable String header) {
    return header == null ? "" : header;
  }
}

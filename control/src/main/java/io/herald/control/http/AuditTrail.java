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
 * OpenAPI document. A change that cannot be written there stands all the same, and is logged.
 */
public final class AuditTrail implements HandlerInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

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
    if (request.getMethod().equals("GET") || !(handler instanceof HandlerMethod route)) {
      return;
    }
    @Nullable Operation operation = route.getMethodAnnotation(Operation.class);
    @Nullable Principal who = request.getUserPrincipal();
    if (operation == null || who == null || operation.operationId().startsWith("preview")) {
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

  /** The name in the path, or of what was created. */
  private static String object(HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> variables
        && variables.get("name") instanceof String name) {
      return name;
    }
    String location = text(response.getHeader("Location"));
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static String text(@Nullable String header) {
    return header == null ? "" : header;
  }
}

package io.herald.platform.access;

import io.herald.platform.http.Caller;
import io.herald.platform.http.Callers;
import io.herald.platform.http.operation.Gate;
import io.herald.platform.http.operation.Identity;
import jakarta.servlet.http.HttpServletRequest;

/** Lets callers of the native API in; its operations name {@link Permission#label}s as rights. */
public final class ApiGate implements Gate {
  private final ApiAuthentication authentication;
  private final Callers callers;

  public ApiGate(ApiAuthentication authentication, Callers callers) {
    this.authentication = authentication;
    this.callers = callers;
  }

  @Override
  public Passage admit(HttpServletRequest request) {
    Caller caller = callers.of(request);
    return switch (authentication.admit(request, caller)) {
      case Admission.Admitted(Principal principal) ->
          new Passage.Admitted(new Known(principal, caller));
      case Admission.Denied(int status, String code, String message) ->
          new Passage.Denied(status, word(status, code), message);
      case Admission.Limited(var retryAfter) -> new Passage.Limited(retryAfter);
    };
  }

  private static String word(int status, String code) {
    return code.equals("401013") ? "token-invalid" : status == 401 ? "unauthorized" : "forbidden";
  }

  /**
   * Who calls an operation.
   *
   * @param caller where from
   */
  public record Known(Principal principal, Caller caller) implements Identity {
    @Override
    public String key() {
      return principal.key();
    }

    /** Whether the caller may what the {@link Permission} of this label stands for. */
    @Override
    public boolean may(String right) {
      return Permission.of(right).filter(principal::may).isPresent();
    }

    /** For the audit log. */
    public AuditLog.Entry did(String action, String object, String outcome, String requestId) {
      return new AuditLog.Entry(
          principal.name(), caller.address().getHostAddress(), action, object, outcome, requestId);
    }
  }
}

package io.herald.control.http;

import io.herald.platform.access.ApiGate;
import io.herald.platform.access.Operator;
import io.herald.platform.access.Principal;
import io.herald.platform.http.Callers;
import io.herald.platform.http.operation.Gate;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Lets the operator through whom the security of the configuration API has let in. */
public final class OperatorGate implements Gate {
  private final Callers callers;

  public OperatorGate(Callers callers) {
    this.callers = callers;
  }

  @Override
  public Passage admit(HttpServletRequest request) {
    @Nullable Authentication known = SecurityContextHolder.getContext().getAuthentication();
    if (known == null || !known.isAuthenticated()) {
      return new Passage.Denied(401, "unauthorized", "Sign in with login and password.");
    }
    Operator operator =
        new Operator(
            0,
            known.getName(),
            known.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toUnmodifiableSet()));
    return new Passage.Admitted(
        new ApiGate.Known(new Principal.OfOperator(operator), callers.of(request)));
  }
}

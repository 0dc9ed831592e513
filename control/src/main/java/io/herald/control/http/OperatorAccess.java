package io.herald.control.http;

import io.herald.platform.access.AccessUnavailable;
import io.herald.platform.access.Operator;
import io.herald.platform.access.Operators;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Lets operators in by login and password; their named rights (SEC-3) become authorities. */
public final class OperatorAccess implements AuthenticationProvider {
  private final Operators operators;

  public OperatorAccess(Operators operators) {
    this.operators = operators;
  }

  @Override
  public Authentication authenticate(Authentication given) {
    @Nullable Object password = given.getCredentials();
    // which of the two was wrong stays unsaid
    Operator known =
        find(given.getName(), password == null ? "" : password.toString(), caller(given))
            .orElseThrow(() -> new BadCredentialsException("refused"));
    List<GrantedAuthority> rights =
        known.rights().stream().<GrantedAuthority>map(SimpleGrantedAuthority::new).toList();
    return UsernamePasswordAuthenticationToken.authenticated(known.login(), null, rights);
  }

  // "we could not look" must not be told as "you are wrong"
  private Optional<Operator> find(String login, String password, InetAddress from) {
    try {
      return operators.authenticate(login, password, from);
    } catch (AccessUnavailable e) {
      throw new InternalAuthenticationServiceException("operators cannot be looked up", e);
    }
  }

  /** Where the call came from, so that failures lock out only callers from there. */
  private static InetAddress caller(Authentication given) {
    return given.getDetails() instanceof WebAuthenticationDetails web
        ? InetAddress.ofLiteral(web.getRemoteAddress())
        : InetAddress.getLoopbackAddress();
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}

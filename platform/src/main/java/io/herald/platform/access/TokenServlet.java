package io.herald.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.platform.http.Body;
import io.herald.platform.http.Caller;
import io.herald.platform.http.Callers;
import io.herald.platform.http.RequestIds;
import io.herald.platform.http.operation.ApiJson;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where API clients get access tokens for their id and secret (OAuth 2 client credentials, RFC 6749
 * section 4.4; the client in HTTP Basic or in the body, section 2.3.1), and give them back before
 * their time (RFC 7009). To be mapped to {@link #TOKEN} and {@link #REVOKE}.
 */
final class TokenServlet extends HttpServlet {
  static final String TOKEN = "/oauth2/token";
  static final String REVOKE = "/oauth2/revoke";

  @Serial private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(TokenServlet.class);
  private static final int MAX_BYTES = 16 << 10;

  private final transient Zones zones;
  private final transient ApiClients clients;
  private final transient AuditLog audit;
  private final transient Callers callers;
  private final transient RequestIds requestIds;

  TokenServlet(
      Zones zones, ApiClients clients, AuditLog audit, Callers callers, RequestIds requestIds) {
    this.zones = zones;
    this.clients = clients;
    this.audit = audit;
    this.callers = callers;
    this.requestIds = requestIds;
  }

  /** An answer of RFC 6749 section 5. */
  private record OAuthAnswer(int status, Map<String, Object> body) {
    static OAuthAnswer error(int status, String code, String description) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("error", code);
      body.put("error_description", description);
      return new OAuthAnswer(status, body);
    }
  }

  private record Client(String id, String secret) {
    @Override
    public String toString() {
      return "Client[" + id + "]";
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try (RequestIds.Named call = requestIds.name(response)) {
      OAuthAnswer answer = answer(request, call.id());
      if (answer.status() >= 400) {
        log.info("refused with {}: {}", answer.status(), answer.body().get("error_description"));
      }
      byte[] bytes = ApiJson.write(answer.body());
      response.setStatus(answer.status());
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Pragma", "no-cache");
      if (answer.status() == 401) {
        response.setHeader("WWW-Authenticate", "Basic realm=\"Herald\", charset=\"UTF-8\"");
      }
      if (answer.status() == 503) {
        response.setHeader("Retry-After", "2");
      }
      response.setContentType("application/json;charset=UTF-8");
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
    }
  }

  private OAuthAnswer answer(HttpServletRequest request, String requestId) throws IOException {
    Caller caller = callers.of(request);
    SecurityZone zone = zones.of(caller.address());
    if (!caller.secure() && !zone.allows(SecurityZone.Flag.ALLOW_HTTP)) {
      return OAuthAnswer.error(
          400, "invalid_request", "Security zone '" + zone.name() + "' accepts HTTPS only.");
    }
    @Nullable String type = request.getContentType();
    if (type == null || !type.regionMatches(true, 0, "application/x-www-form-urlencoded", 0, 33)) {
      return OAuthAnswer.error(
          400, "invalid_request", "Send the parameters as application/x-www-form-urlencoded.");
    }
    if (!(Body.read(request, MAX_BYTES) instanceof Body.Complete(byte[] body))) {
      return OAuthAnswer.error(
          413, "invalid_request", "The body is larger than " + MAX_BYTES + " bytes.");
    }
    Optional<Map<String, String>> form = form(new String(body, UTF_8));
    if (form.isEmpty()) {
      return OAuthAnswer.error(
          400, "invalid_request", "A parameter occurs twice or is not correctly encoded.");
    }
    Optional<Client> client = client(request.getHeader("Authorization"), form.get());
    if (client.isEmpty()) {
      return OAuthAnswer.error(
          401,
          "invalid_client",
          "Send client id and secret, either in HTTP Basic or as client_id and client_secret.");
    }
    try {
      return request.getServletPath().equals(REVOKE)
          ? revoke(client.get(), form.get(), caller, requestId)
          : grant(client.get(), form.get(), caller);
    } catch (AccessUnavailable e) {
      log.error("client credentials could not be checked", e);
      return OAuthAnswer.error(
          503, "temporarily_unavailable", "Credentials cannot be checked at the moment.");
    }
  }

  private OAuthAnswer grant(Client client, Map<String, String> form, Caller caller) {
    @Nullable String grantType = form.get("grant_type");
    if (grantType == null) {
      return OAuthAnswer.error(
          400, "invalid_request", "grant_type is missing; it must be client_credentials.");
    }
    if (!grantType.equals("client_credentials")) {
      return OAuthAnswer.error(
          400, "unsupported_grant_type", "grant_type must be client_credentials.");
    }
    @Nullable Scopes wanted = null;
    try {
      wanted = form.containsKey("scope") ? Scopes.parse(form.getOrDefault("scope", "")) : null;
    } catch (IllegalArgumentException e) {
      return OAuthAnswer.error(400, "invalid_scope", e.getMessage() + ".");
    }
    return switch (clients.grant(client.id(), client.secret(), wanted, caller.address())) {
      case ApiClients.Grant.Issued issued -> {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", issued.token());
        body.put("token_type", "Bearer");
        body.put("expires_in", issued.lifetime().toSeconds());
        body.put("scope", issued.scopes().text());
        yield new OAuthAnswer(200, body);
      }
      case ApiClients.Grant.Refused(boolean known) -> refused(client, known, caller);
      case ApiClients.Grant.NoSuchScope() ->
          OAuthAnswer.error(
              400, "invalid_scope", "This API client has none of the scopes asked for.");
    };
  }

  private OAuthAnswer refused(Client client, boolean known, Caller caller) {
    audit.logonFailed(known ? client.id() : "", caller.address(), "refused");
    return OAuthAnswer.error(401, "invalid_client", "Unknown client id or wrong secret.");
  }

  /** Whatever the token was: afterwards it is not good any more (RFC 7009 section 2.2). */
  private OAuthAnswer revoke(
      Client client, Map<String, String> form, Caller caller, String requestId) {
    return switch (clients.checkSecret(client.id(), client.secret(), caller.address())) {
      case ApiClients.SecretCheck.Wrong(boolean known) -> refused(client, known, caller);
      case ApiClients.SecretCheck.Right right -> {
        @Nullable String token = form.get("token");
        if (token == null) {
          yield OAuthAnswer.error(400, "invalid_request", "token is missing.");
        }
        if (clients.revokeToken(client.id(), token)) {
          audit.record(
              new AuditLog.Entry(
                  right.client().name(),
                  caller.address().getHostAddress(),
                  "access-token.revoke",
                  client.id(),
                  "done",
                  requestId));
        }
        yield new OAuthAnswer(200, Map.of());
      }
    };
  }

  /** HTTP Basic counts; otherwise the body. Both at once are refused (RFC 6749 section 2.3). */
  private static Optional<Client> client(@Nullable String authorization, Map<String, String> form) {
    @Nullable String id = form.get("client_id");
    @Nullable String secret = form.get("client_secret");
    if (authorization == null) {
      return id == null || secret == null ? Optional.empty() : Optional.of(new Client(id, secret));
    }
    if (secret != null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      String pair =
          new String(Base64.getDecoder().decode(authorization.substring(6).strip()), UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new Client(
                  URLDecoder.decode(pair.substring(0, colon), UTF_8),
                  URLDecoder.decode(pair.substring(colon + 1), UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Parameters without a value count as left out (RFC 6749 section 3.2). */
  private static Optional<Map<String, String>> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals <= 0 || equals == pair.length() - 1) {
        continue;
      }
      try {
        String name = URLDecoder.decode(pair.substring(0, equals), UTF_8);
        if (form.put(name, URLDecoder.decode(pair.substring(equals + 1), UTF_8)) != null) {
          return Optional.empty();
        }
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(form);
  }
}

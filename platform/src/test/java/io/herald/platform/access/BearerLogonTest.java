package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.access.AgentAuthentication.Admission;
import io.herald.platform.http.Caller;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** API-27, A.3: an access token opens a session that works like that of an operator. */
@Timeout(120)
class BearerLogonTest {
  private static final Caller HERE = new Caller(InetAddress.ofLiteral("127.0.0.1"), false);
  private static final Caller PLAIN = new Caller(InetAddress.ofLiteral("192.0.2.1"), false);

  private final HandClock clock = new HandClock();

  @Test
  void theSessionHasTheScopesOfTheTokenAndEndsWithTheClient() throws Exception {
    AccessDatabase database = new AccessDatabase();
    try (Cell cell = new Cell(database, clock, Map.of())) {
      Access access = cell.access;
      ApiClients clients = access.clients();
      clients.create("shop", "shop-client", "geometrixx");
      String secret = clients.rotateSecret("shop-client", Duration.ZERO).orElseThrow();
      String token =
          ((ApiClients.Grant.Issued)
                  clients.grant("shop-client", secret, Scopes.parse("read"), HERE.address()))
              .token();

      assertThat(access.agents().logonByBearer("wrong", HERE)).isInstanceOf(Admission.Denied.class);
      assertThat(access.agents().logonByBearer(token, PLAIN)).asString().contains("HTTPS only");
      Principal who = ((Admission.Admitted) access.agents().logonByBearer(token, HERE)).principal();
      Sessions.Opened session = access.sessions().open((Principal.OfClient) who, token);
      AgentCredentials credentials =
          new AgentCredentials(null, session.sessionToken(), null, null, session.securityToken());

      Principal later = ((Admission.Admitted) access.agents().admit(credentials, HERE)).principal();
      assertThat(later).isEqualTo(who);
      assertThat(later.may(Permission.READ)).isTrue();
      assertThat(later.may(Permission.SEND)).isFalse();

      clients.remove("shop-client");
      assertThat(access.agents().admit(credentials, HERE))
          .isInstanceOf(Admission.SessionEnded.class);
    }
  }

  @Test
  void theSessionEndsWithTheTokenItWasOpenedFor() throws Exception {
    try (Cell cell = new Cell(new AccessDatabase(), clock, Map.of("access.token.time", "1h"))) {
      ApiClients clients = cell.access.clients();
      clients.create("shop", "shop-client", "geometrixx");
      String secret = clients.rotateSecret("shop-client", Duration.ZERO).orElseThrow();
      String revoked = token(clients, secret);
      AgentCredentials first = session(cell, revoked);
      AgentCredentials second = session(cell, token(clients, secret));
      assertThat(admit(cell, first)).isInstanceOf(Admission.Admitted.class);

      // RFC 7009: what a token gave goes with it
      assertThat(clients.revokeToken("shop-client", revoked)).isTrue();
      assertThat(admit(cell, first)).isInstanceOf(Admission.SessionEnded.class);
      assertThat(admit(cell, second)).isInstanceOf(Admission.Admitted.class);

      // a secret that leaked lets nobody in any longer
      String next = clients.rotateSecret("shop-client", Duration.ZERO).orElseThrow();
      assertThat(admit(cell, second)).isInstanceOf(Admission.SessionEnded.class);

      AgentCredentials third = session(cell, token(clients, next));
      clock.advance(Duration.ofMinutes(61));
      assertThat(admit(cell, third)).isInstanceOf(Admission.SessionEnded.class);
    }
  }

  private static String token(ApiClients clients, String secret) {
    return ((ApiClients.Grant.Issued) clients.grant("shop-client", secret, null, HERE.address()))
        .token();
  }

  private static AgentCredentials session(Cell cell, String token) {
    Principal.OfClient who =
        (Principal.OfClient)
            ((Admission.Admitted) cell.access.agents().logonByBearer(token, HERE)).principal();
    Sessions.Opened session = cell.access.sessions().open(who, token);
    return new AgentCredentials(null, session.sessionToken(), null, null, session.securityToken());
  }

  private static Admission admit(Cell cell, AgentCredentials credentials) {
    return cell.access.agents().admit(credentials, HERE);
  }
}

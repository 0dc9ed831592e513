package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.access.ApiClients.Check;
import io.herald.platform.config.Settings;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** API-44, SEC-20: what an access token comes to, here and on the other instances. */
@Timeout(120)
class ApiClientsTest {
  private static final String KEY = "0123456789abcdef";
  private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");

  private final HandClock clock = new HandClock();
  private AccessDatabase database;
  private ApiClients clients;

  @BeforeEach
  void open() throws Exception {
    database = new AccessDatabase();
    clients = access().clients();
  }

  private Access access() throws Exception {
    return new Access(
        database.dataSource(),
        Settings.of(Map.of("access.password.cost", "4")),
        clock,
        new SecureRandom());
  }

  @Test
  void aTokenAdmitsItsClient() {
    ApiClient client = clients.create("shop", KEY, "geometrixx");
    String token = clients.issueToken(client, Duration.ofHours(1));

    assertThat(clients.admit(token, HERE))
        .isEqualTo(new Check.Admitted(new Principal.OfClient(client, Scopes.ALL)));
    assertThat(clients.accepts(token, KEY)).isTrue();
    assertThat(clients.accepts(token, KEY + "x")).isFalse();
  }

  @Test
  void aTokenIsGoodInEveryProcessAndAfterARestart() throws Exception {
    String token =
        clients.issueToken(clients.create("shop", KEY, "geometrixx"), Duration.ofDays(3650));

    clock.advance(Duration.ofDays(3000));

    assertThat(access().clients().admit(token, HERE)).isInstanceOf(Check.Admitted.class);
  }

  @Test
  void anUnknownOrTamperedTokenIsInvalid() {
    String token = clients.issueToken(clients.create("shop", KEY, "o"), Duration.ofHours(1));

    for (String wrong :
        List.of("", "x", "a.b.c", token + "x", token.substring(1), "x".repeat(9000))) {
      assertThat(clients.admit(wrong, HERE)).isEqualTo(new Check.TokenInvalid(false));
    }
  }

  @Test
  void aTokenEndsAtItsExpiry() {
    String token = clients.issueToken(clients.create("shop", KEY, "o"), Duration.ofHours(1));
    clock.advance(Duration.ofMinutes(59));
    assertThat(clients.admit(token, HERE)).isInstanceOf(Check.Admitted.class);

    clock.advance(Duration.ofMinutes(1));

    assertThat(clients.admit(token, HERE)).isEqualTo(new Check.TokenInvalid(true));
  }

  @Test
  void repeatedCallsNeedNoQuery() {
    String token = clients.issueToken(clients.create("shop", KEY, "o"), Duration.ofHours(1));
    clients.admit(token, HERE);
    database.queriesSince();

    for (int i = 0; i < 1_000; i++) {
      assertThat(clients.admit(token, HERE)).isInstanceOf(Check.Admitted.class);
    }

    assertThat(database.queriesSince()).isZero();
  }

  @Test
  void creatingAClientAgainKeepsItsTokens() {
    ApiClient first = clients.create("shop", KEY, "geometrixx");
    String token = clients.issueToken(first, Duration.ofHours(1));

    assertThat(clients.create("shop", KEY, "geometrixx")).isEqualTo(first);
    assertThat(clients.admit(token, HERE)).isInstanceOf(Check.Admitted.class);
  }

  @Test
  void whatIsOutOfBoundsIsNamed() {
    assertThatThrownBy(() -> clients.create("shop", "a b", "geometrixx"))
        .hasMessageContaining("clientId");
    assertThatThrownBy(() -> clients.create("", KEY, "geometrixx")).hasMessageContaining("name");
    assertThatThrownBy(() -> clients.create("shop", KEY, "a/b"))
        .hasMessageContaining("organization");
  }
}

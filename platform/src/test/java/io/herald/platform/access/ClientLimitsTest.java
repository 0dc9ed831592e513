package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.access.ApiClients.Check;
import io.herald.platform.config.Settings;
import io.herald.platform.http.Network;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SEC-7, API-47: an API client is held to its rate, networks, expiry and scopes. */
@Timeout(120)
class ClientLimitsTest {
  private static final String ID = "shop-client";
  private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("198.51.100.1");

  private final HandClock clock = new HandClock();
  private AccessDatabase database;
  private ApiClients clients;
  private String token;

  @BeforeEach
  void open() throws Exception {
    database = new AccessDatabase();
    clients = access().clients();
    token = clients.issueToken(clients.create("shop", ID, "geometrixx"), Duration.ofDays(1));
  }

  private Access access() throws Exception {
    return new Access(
        database.dataSource(),
        Settings.of(Map.of("access.password.cost", "4")),
        clock,
        new SecureRandom());
  }

  private void change(
      Scopes scopes,
      @Nullable RateLimit rate,
      List<Network> networks,
      @Nullable Instant expires,
      boolean disabled) {
    clients.change(
        new ApiClient(
            0,
            ID,
            "shop",
            "geometrixx",
            scopes,
            rate,
            networks,
            expires,
            disabled,
            ApiClient.Echo.EMPTY));
  }

  private Check check() {
    return clients.admit(token, HERE);
  }

  @Test
  void callsBeyondTheRateAreToldWhenToComeAgain() {
    change(Scopes.ALL, new RateLimit(2, 2), List.of(), null, false);

    assertThat(check()).isInstanceOf(Check.Admitted.class);
    assertThat(check()).isInstanceOf(Check.Admitted.class);
    assertThat(check()).isEqualTo(new Check.Limited(Duration.ofMillis(500)));
    clock.advance(Duration.ofMillis(500));
    assertThat(check()).isInstanceOf(Check.Admitted.class);
    assertThat(new Admission.Limited(Duration.ofMillis(500)).seconds()).isEqualTo(1);
  }

  @Test
  void aChangedRateHoldsAtOnce() {
    change(Scopes.ALL, new RateLimit(1, 1), List.of(), null, false);
    check();
    assertThat(check()).isInstanceOf(Check.Limited.class);

    change(Scopes.ALL, new RateLimit(1, 5), List.of(), null, false);

    assertThat(check()).isInstanceOf(Check.Admitted.class);
  }

  @Test
  void callsFromOtherNetworksAreRefused() {
    change(Scopes.ALL, null, List.of(Network.parse("192.0.2.0/24")), null, false);

    assertThat(check()).isInstanceOf(Check.Admitted.class);
    assertThat(clients.admit(token, ELSEWHERE)).isEqualTo(new Check.WrongNetwork());
  }

  @Test
  void anExpiredOrDisabledClientIsRefused() {
    change(Scopes.ALL, null, List.of(), clock.instant().plusSeconds(60), false);
    assertThat(check()).isInstanceOf(Check.Admitted.class);
    clock.advance(Duration.ofSeconds(60));
    assertThat(check()).isEqualTo(new Check.TokenInvalid(false));

    change(Scopes.ALL, null, List.of(), null, true);
    assertThat(check()).isEqualTo(new Check.TokenInvalid(false));
  }

  @Test
  void otherProcessesNoticeWithinTheFreshness() throws Exception {
    ApiClients other = access().clients();
    assertThat(other.admit(token, HERE)).isInstanceOf(Check.Admitted.class);

    change(Scopes.ALL, null, List.of(), null, true);
    clock.advance(Duration.ofSeconds(11));

    assertThat(other.admit(token, HERE)).isEqualTo(new Check.TokenInvalid(false));
  }

  @Test
  void aTokenNeverAllowsMoreThanItsClientDoesNow() {
    change(Scopes.parse("send:EVTcart read"), null, List.of(), null, false);

    Principal who = ((Check.Admitted) check()).who();

    assertThat(who.maySend("EVTcart")).isTrue();
    assertThat(who.maySend("EVTother")).isFalse();
    assertThat(who.may(Permission.SEND)).isTrue();
    assertThat(who.may(Permission.READ)).isTrue();
    assertThat(who.may(Permission.CONFIGURE)).isFalse();
    assertThat(who.may(Permission.ADMINISTER)).isFalse();
    assertThat(who.organization()).contains("geometrixx");
  }

  @Test
  void aRemovedSecretTakesItsTokensWithIt() {
    String secret = clients.rotateSecret(ID, Duration.ZERO).orElseThrow();
    String got = ((ApiClients.Grant.Issued) clients.grant(ID, secret, null, HERE)).token();
    assertThat(clients.admit(got, HERE)).isInstanceOf(Check.Admitted.class);

    clock.advance(Duration.ofSeconds(1));
    clients.rotateSecret(ID, Duration.ofHours(1));
    assertThat(clients.admit(got, HERE)).isInstanceOf(Check.Admitted.class);
    clock.advance(Duration.ofSeconds(1));
    clients.rotateSecret(ID, Duration.ZERO);

    assertThat(clients.admit(got, HERE)).isEqualTo(new Check.TokenInvalid(false));
  }

  @Test
  void allTokensCanBeMadeVoidAndNewOnesWorkAtOnce() {
    assertThat(clients.voidTokens(ID)).isTrue();

    assertThat(check()).isEqualTo(new Check.TokenInvalid(false));
    ApiClient client = clients.get(ID).orElseThrow().client();
    assertThat(clients.admit(clients.issueToken(client, Duration.ofHours(1)), HERE))
        .isInstanceOf(Check.Admitted.class);
  }
}

package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.config.Settings;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** API-44: access token, API key, organization. */
@Timeout(120)
class ApiClientsTest {
  private static final String KEY = "0123456789abcdef";

  private final HandClock clock = new HandClock();
  private AccessDatabase database;
  private ApiClients clients;

  @BeforeEach
  void open() throws Exception {
    database = new AccessDatabase();
    clients =
        new ApiClients(database.dataSource(), Settings.of(Map.of()), clock, new SecureRandom());
  }

  @Test
  void tokenAndKeyTogetherAdmitTheClient() {
    ApiClient client = clients.create("shop", KEY, "geometrixx");
    String token = clients.issueToken(client, Duration.ofHours(1));

    assertThat(clients.check(token, KEY)).isEqualTo(new ApiClients.Check.Admitted(client));
  }

  @Test
  void aMissingUnknownOrExpiredTokenIsInvalid() {
    ApiClient client = clients.create("shop", KEY, "geometrixx");
    String token = clients.issueToken(client, Duration.ofHours(1));

    assertThat(clients.check(null, KEY)).isEqualTo(new ApiClients.Check.TokenInvalid());
    assertThat(clients.check("", KEY)).isEqualTo(new ApiClients.Check.TokenInvalid());
    assertThat(clients.check(token + "x", KEY)).isEqualTo(new ApiClients.Check.TokenInvalid());
    clock.advance(Duration.ofHours(1));
    assertThat(clients.check(token, KEY)).isEqualTo(new ApiClients.Check.TokenInvalid());
    assertThat(clients.check(token)).isEqualTo(new ApiClients.TokenCheck.Expired());
  }

  @Test
  void aMissingOrForeignKeyIsInvalid() {
    ApiClient client = clients.create("shop", KEY, "geometrixx");
    clients.create("other", KEY + "2", "geometrixx");
    String token = clients.issueToken(client, Duration.ofHours(1));

    assertThat(clients.check(token, null)).isEqualTo(new ApiClients.Check.KeyInvalid());
    assertThat(clients.check(token, KEY + "2")).isEqualTo(new ApiClients.Check.KeyInvalid());
  }

  @Test
  void repeatedCallsNeedNoQuery() {
    String token = clients.issueToken(clients.create("shop", KEY, "o"), Duration.ofHours(1));
    clients.check(token, KEY);
    database.queriesSince();

    for (int i = 0; i < 1_000; i++) {
      assertThat(clients.check(token, KEY)).isInstanceOf(ApiClients.Check.Admitted.class);
    }

    assertThat(database.queriesSince()).isZero();
  }

  @Test
  void creatingAClientAgainKeepsItsTokens() throws Exception {
    ApiClient first = clients.create("shop", KEY, "geometrixx");
    String token = clients.issueToken(first, Duration.ofHours(1));

    assertThat(clients.create("shop", KEY, "geometrixx")).isEqualTo(first);
    assertThat(clients.check(token, KEY)).isEqualTo(new ApiClients.Check.Admitted(first));
    assertThat(
            database.value("SELECT api_client::text || access_token FROM api_client, access_token"))
        .doesNotContain(KEY)
        .doesNotContain(token);
  }

  @Test
  void aKeyThatCouldBeGuessedIsRefused() {
    assertThatThrownBy(() -> clients.create("shop", "short", "geometrixx"))
        .hasMessageContaining("at least 16");
  }
}

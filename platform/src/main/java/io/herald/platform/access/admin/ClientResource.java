package io.herald.platform.access.admin;

import io.herald.platform.access.ApiClient;
import io.herald.platform.access.ApiClients;
import io.herald.platform.access.RateLimit;
import io.herald.platform.http.Network;
import io.herald.platform.http.operation.Described;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An API client as it is stored; its secrets are never shown again. */
@Described("An API client; its secrets are never shown again")
record ClientResource(
    @Described("Public: what X-Api-Key carries, and the user name at /oauth2/token")
        String clientId,
    String name,
    String organization,
    List<String> scopes,
    @Nullable Integer ratePerSecond,
    @Nullable Integer rateBurst,
    List<String> networks,
    @Nullable Instant expires,
    boolean disabled,
    String echo,
    @Described("The secrets that were not removed, the oldest first") List<SecretState> secrets) {
  /** What may be said of a secret. */
  @Described("What may be said of a secret")
  record SecretState(
      @Described("When it is not taken any more; never when left out") @Nullable Instant expires) {}

  static ClientResource of(ApiClients.Registered registered) {
    ApiClient client = registered.client();
    @Nullable RateLimit rate = client.rate();
    return new ClientResource(
        client.clientId(),
        client.name(),
        client.organization(),
        client.scopes().words().stream().sorted().toList(),
        rate == null ? null : (int) Math.round(rate.perSecond()),
        rate == null ? null : rate.burst(),
        client.networks().stream().map(Network::text).toList(),
        client.expires(),
        client.disabled(),
        client.echo().name().toLowerCase(Locale.ROOT),
        registered.secretsExpire().stream()
            .map(expires -> new SecretState(expires.orElse(null)))
            .toList());
  }
}

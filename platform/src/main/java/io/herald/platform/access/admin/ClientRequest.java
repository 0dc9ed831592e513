package io.herald.platform.access.admin;

import io.herald.platform.access.ApiClient;
import io.herald.platform.access.RateLimit;
import io.herald.platform.access.Scopes;
import io.herald.platform.http.Network;
import io.herald.platform.http.operation.Described;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An API client as it should be. */
@Described("An API client as it should be")
record ClientRequest(
    @Described("For people; unique, 1 to 64 characters") String name,
    @Described("The only organization it may act for: letters, digits, dots, hyphens, underscores")
        String organization,
    @Described("send, send:<event type>, read, personal, configure; at least one")
        List<String> scopes,
    @Described("Requests per second on average, in each process; no limit unless given")
        @Nullable Integer ratePerSecond,
    @Described("Requests at once after a pause; ratePerSecond unless given")
        @Nullable Integer rateBurst,
    @Described("Networks it may call from, such as 10.0.0.0/8; from anywhere unless given")
        @Nullable List<String> networks,
    @Described("When it ends; never unless given") @Nullable Instant expires,
    @Described("Whether it is locked out; no unless given") @Nullable Boolean disabled,
    @Described(
            value = "How the Standard dialect repeats a pushed event; values unless given",
            oneOf = {"values", "empty"})
        @Nullable String echo) {
  /**
   * @throws IllegalArgumentException when a property is out of bounds; names which
   */
  ApiClient as(String clientId) {
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("scopes: at least one");
    }
    return new ApiClient(
        0,
        clientId,
        name,
        organization,
        named("scopes", () -> Scopes.of(scopes)),
        rate(),
        networks == null
            ? List.of()
            : named("networks", () -> networks.stream().map(Network::parse).toList()),
        expires,
        Boolean.TRUE.equals(disabled),
        named(
            "echo",
            () ->
                echo == null
                    ? ApiClient.Echo.VALUES
                    : ApiClient.Echo.valueOf(echo.toUpperCase(Locale.ROOT))));
  }

  private @Nullable RateLimit rate() {
    if (ratePerSecond == null) {
      if (rateBurst != null) {
        throw new IllegalArgumentException("rateBurst: needs ratePerSecond beside it");
      }
      return null;
    }
    return named(
        "ratePerSecond",
        () -> new RateLimit(ratePerSecond, rateBurst == null ? ratePerSecond : rateBurst));
  }

  static <T> T named(String property, java.util.function.Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(property + ": " + e.getMessage(), e);
    }
  }
}

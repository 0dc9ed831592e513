package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SmtpSettingsTest {
  @Test
  void theDefaultsAreARelayOnThisMachine() {
    assertThat(SmtpSettings.route(Settings.of(Map.of())))
        .isEqualTo(SmtpRoute.to("localhost", 25).with(SmtpRoute.Tls.OPPORTUNISTIC));
  }

  @Test
  void everySettingReachesTheRoute() {
    SmtpRoute route =
        SmtpSettings.route(
            Settings.of(
                Map.ofEntries(
                    Map.entry("email.relay.host", "relay.example.com"),
                    Map.entry("email.relay.port", "587"),
                    Map.entry("email.relay.ehlo-name", "herald.example.com"),
                    Map.entry("email.relay.tls", "Required"),
                    Map.entry("email.relay.user", "herald"),
                    Map.entry("email.relay.password", "s3cret"),
                    Map.entry("email.relay.connections", "3"),
                    Map.entry("email.relay.messages-per-connection", "50"),
                    Map.entry("email.relay.waiting", "10"),
                    Map.entry("email.relay.idle", "5s"),
                    Map.entry("email.relay.connect-timeout", "2s"))));

    SmtpTimeouts rfc = SmtpTimeouts.DEFAULT;
    assertThat(route)
        .isEqualTo(
            new SmtpRoute(
                "relay.example.com",
                587,
                "herald.example.com",
                SmtpRoute.Tls.REQUIRED,
                Optional.of(new SmtpRoute.Login("herald", "s3cret")),
                new SmtpRoute.Limits(3, 50, 10, Duration.ofSeconds(5)),
                new SmtpTimeouts(
                    Duration.ofSeconds(2),
                    rfc.greeting(),
                    rfc.envelope(),
                    rfc.data(),
                    rfc.write(),
                    rfc.acceptance())));
  }

  @Test
  void anUnknownTlsModeSaysWhatIsExpected() {
    assertThatThrownBy(
            () -> SmtpSettings.route(Settings.of(Map.of("email.relay.tls", "sometimes"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none, opportunistic or required");
  }
}

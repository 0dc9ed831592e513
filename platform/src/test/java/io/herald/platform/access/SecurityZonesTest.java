package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SEC-10: the most specific zone wins, everyone else is the public. */
class SecurityZonesTest {
  private final SecurityZones zones =
      SecurityZones.parse(
          "vpn 10.0.0.0/8 allowUserPassword; lan 10.1.0.0/16 fd00::/8 allowHTTP sessiontokenonly");

  @ParameterizedTest
  @CsvSource({
    "10.2.3.4, vpn",
    "10.1.3.4, lan",
    "fd12::1, lan",
    "11.0.0.1, public",
    "::1, public",
    "127.0.0.1, public"
  })
  void anAddressBelongsToTheZoneWithTheLongestMatchingNetwork(String address, String zone) {
    assertThat(zones.of(InetAddress.ofLiteral(address)).name()).isEqualTo(zone);
  }

  @Test
  void aZoneAllowsWhatItNamesAndNothingElse() {
    SecurityZone lan = zones.of(InetAddress.ofLiteral("10.1.0.1"));
    assertThat(lan.allows(SecurityZone.Flag.ALLOW_HTTP)).isTrue();
    assertThat(lan.allows(SecurityZone.Flag.SESSION_TOKEN_ONLY)).isTrue();
    assertThat(lan.allows(SecurityZone.Flag.ALLOW_USER_PASSWORD)).isFalse();
    assertThat(SecurityZone.PUBLIC.flags()).isEmpty();
  }

  @Test
  void loopbackIsBothFamilies() {
    SecurityZones loopback = SecurityZones.of(SecurityZone.LOOPBACK);
    assertThat(loopback.of(InetAddress.ofLiteral("127.8.8.8")).name()).isEqualTo("loopback");
    assertThat(loopback.of(InetAddress.ofLiteral("::1")).name()).isEqualTo("loopback");
    assertThat(SecurityZone.LOOPBACK.allows(SecurityZone.Flag.ALLOW_EMPTY_PASSWORD)).isFalse();
  }

  @Test
  void anUnknownWordIsNamed() {
    assertThatThrownBy(() -> SecurityZones.parse("lan 10.0.0.0/8 allowEverything"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowEverything");
    assertThatThrownBy(() -> SecurityZones.parse("lan 10.0.0.0/33"))
        .hasMessageContaining("10.0.0.0/33");
  }
}

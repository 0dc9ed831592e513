package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.config.Settings;
import io.herald.platform.http.Network;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SEC-10, SEC-11: an operator logs on from its zone or a zone inside it. */
@Timeout(120)
class ZonesOfOperatorsTest {
  private static final String PASSWORD = "correct horse battery";
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("203.0.113.9");
  private static final InetAddress VPN = InetAddress.ofLiteral("10.9.0.1");
  private static final InetAddress LAN = InetAddress.ofLiteral("10.1.0.1");
  private static final InetAddress LAB = InetAddress.ofLiteral("192.168.1.1");

  private OperatorAccounts operators;

  @BeforeEach
  void open() throws Exception {
    operators =
        new OperatorAccounts(
            new AccessDatabase().dataSource(),
            Settings.of(
                Map.of(
                    "access.password.cost",
                    "4",
                    "access.zones",
                    "vpn 10.0.0.0/8; lan 10.1.0.0/16 allowEmptyPassword;"
                        + " lab 192.168.0.0/16 in=lan")),
            new HandClock(),
            new SecureRandom());
  }

  private void operator(String login, String zone, Network... trusted) {
    operators.add(
        new OperatorAccount(login, "", "", Set.of(), Set.of(), zone, List.of(trusted), null, false),
        PASSWORD);
  }

  private List<Boolean> from(String login) {
    return List.of(PUBLIC, VPN, LAN, LAB).stream()
        .map(address -> operators.signIn(login, PASSWORD, address) instanceof SignIn.Known)
        .toList();
  }

  @Test
  void zonesInsideCountAndZonesOutsideDoNot() {
    operator("everywhere", "public");
    operator("traveller", "vpn");
    operator("insider", "lan");
    operator("scientist", "lab");
    operator("nowhere", "gone");

    assertThat(from("everywhere")).containsExactly(true, true, true, true);
    assertThat(from("traveller")).containsExactly(false, true, true, true);
    assertThat(from("insider")).containsExactly(false, false, true, true);
    assertThat(from("scientist")).containsExactly(false, false, false, true);
    assertThat(from("nowhere")).containsExactly(false, false, false, false);
  }

  @Test
  void theRefusalNamesTheZonesButOnlyForTheRightPassword() {
    operator("insider", "lan");

    assertThat(operators.signIn("insider", PASSWORD, PUBLIC))
        .asString()
        .contains("'lan'")
        .contains("'public'");
    assertThat(operators.signIn("insider", "wrong", PUBLIC)).isEqualTo(SignIn.Refused.wrong());
  }

  @Test
  void aTrustedNetworkNeedsNoPasswordWhereTheZoneAllowsThat() {
    operator("robot", "public", Network.parse("10.0.0.0/8"));

    assertThat(operators.signIn("robot", "", LAN)).isInstanceOf(SignIn.Known.class);
    // trusted, but the zone does not allow it
    assertThat(operators.signIn("robot", "", VPN)).isEqualTo(SignIn.Refused.wrong());
    // the zone would allow it, but it is not trusted
    operator("human", "public");
    assertThat(operators.signIn("human", "", LAN)).isEqualTo(SignIn.Refused.wrong());
  }

  @Test
  void zonesThatLieInThemselvesOrNowhereAreRefused() {
    assertThatThrownBy(() -> SecurityZones.parse("a 10.0.0.0/8 in=b; b 11.0.0.0/8 in=a"))
        .hasMessageContaining("in itself");
    assertThatThrownBy(() -> SecurityZones.parse("a 10.0.0.0/8 in=nowhere"))
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> SecurityZones.parse("a 10.0.0.0/8; a 11.0.0.0/8"))
        .hasMessageContaining("twice");
  }
}

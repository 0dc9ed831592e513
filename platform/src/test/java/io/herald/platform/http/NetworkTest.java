package io.herald.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Blocks of addresses. */
class NetworkTest {
  /** Checked against the definition: equal once the bits behind the prefix are shifted away. */
  @Property(seed = "20260131")
  void holdsTheAddressesThatShareItsPrefix(
      @ForAll @Size(4) byte[] one,
      @ForAll @Size(4) byte[] other,
      @ForAll @IntRange(max = 32) int prefix)
      throws UnknownHostException {
    Network network = new Network(InetAddress.getByAddress(one), prefix);
    boolean same =
        new BigInteger(1, one)
            .shiftRight(32 - prefix)
            .equals(new BigInteger(1, other).shiftRight(32 - prefix));
    assertThat(network.contains(InetAddress.getByAddress(other))).isEqualTo(same);
    assertThat(network.contains(network.base())).isTrue();
  }

  @Test
  void namesAreNotLookedUp() {
    assertThatThrownBy(() -> Network.parse("localhost/8")).hasMessageContaining("localhost/8");
    assertThatThrownBy(() -> Network.parse("10.0.0.0/x")).hasMessageContaining("10.0.0.0/x");
  }

  @Test
  void familiesDoNotMix() {
    assertThat(Network.parse("0.0.0.0/0").contains(InetAddress.ofLiteral("::1"))).isFalse();
  }
}

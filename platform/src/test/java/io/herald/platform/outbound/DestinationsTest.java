package io.herald.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-31: nowhere, unless it is listed. */
class DestinationsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hooks.example.com           | https://hooks.example.com/a?b=c
          hooks.example.com           | https://HOOKS.Example.COM./a
          hooks.example.com           | https://hooks.example.com:443/
          hooks.example.com:8443      | https://hooks.example.com:8443/
          .example.com                | https://a.b.example.com/
          *                           | https://anything.example/
          http://hooks.example.com    | http://hooks.example.com/
          http://hooks.example.com    | https://hooks.example.com/
          http://127.0.0.1            | http://127.0.0.1:9000/
          10.1.0.0/16                 | https://10.1.2.3/
          http://[::1]                | http://[::1]:8080/
          a.example .b.example *      | https://c.example/
          """)
  void whatIsListedIsAllowed(String allow, String url) {
    assertThat(Destinations.parse("fetch.allow", allow).objection(url)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                          | https://hooks.example.com/
          hooks.example.com           | http://hooks.example.com/
          hooks.example.com           | https://evil.example.com/
          hooks.example.com           | https://hooks.example.com.evil.example/
          hooks.example.com           | https://hooks.example.com@evil.example/
          hooks.example.com           | https://hooks.example.com:8443/
          hooks.example.com:8443      | https://hooks.example.com/
          .example.com                | https://example.com/
          .example.com                | https://evilexample.com/
          *                           | http://anything.example/
          *                           | https://127.0.0.1/
          *                           | https://10.0.0.1/
          *                           | https://2130706433/
          *                           | https://127.1/
          *                           | https://[::1]/
          *                           | https://[::ffff:127.0.0.1]/
          *                           | https://user:pass@hooks.example.com/
          *                           | https://hooks.example.com/#fragment
          *                           | https://hooks.example.com:0/
          *                           | https://hooks.example.com:99999/
          *                           | https:///path
          *                           | https:hooks.example.com
          *                           | ftp://hooks.example.com/
          *                           | file:///etc/passwd
          *                           | //hooks.example.com/
          *                           | https://hooks.example.com/ä
          *                           | not a url
          http://127.0.0.1            | http://127.0.0.2/
          10.1.0.0/16                 | https://10.2.0.1/
          """)
  void everythingElseIsRefusedWithAReason(String allow, String url) {
    assertThat(Destinations.parse("fetch.allow", allow).objection(url))
        .hasValueSatisfying(reason -> assertThat(reason).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "host:0",
        "host:70000",
        "ftp://host",
        "ho_st!",
        "a..b",
        "[::1",
        "http://",
        "*.example.com",
        "10.0.0.0/8/8"
      })
  void whatCannotBeListedIsRefusedAtStart(String allow) {
    assertThatThrownBy(() -> Destinations.parse("fetch.allow", allow))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:8.8.8.8%0",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:a00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void addressesThatAreNotPublicAreNotReachedUnlessListed(String address) throws Exception {
    InetAddress literal = InetAddress.ofLiteral(address.replace("%0", ""));
    boolean mapped =
        address.equals("::ffff:8.8.8.8%0"); // Java reads it as 8.8.8.8, which is public

    assertThat(Destinations.parse("fetch.allow", "*").mayReach(literal, 443)).isEqualTo(mapped);
    assertThat(
            Destinations.parse("fetch.allow", "* " + literal.getHostAddress())
                .mayReach(literal, 443))
        .isTrue();
  }

  @Test
  void anAddressListedWithAPortIsReachedAtThisPortOnly() {
    Destinations destinations = Destinations.parse("fetch.allow", "* 10.1.0.5:8443");
    InetAddress listed = InetAddress.ofLiteral("10.1.0.5");

    assertThat(destinations.mayReach(listed, 8443)).isTrue();
    assertThat(destinations.mayReach(listed, 443)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "1.1.1.1",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "2a00:1450:4001::1"
      })
  void publicAddressesAreReached(String address) {
    assertThat(Destinations.parse("fetch.allow", "").mayReach(InetAddress.ofLiteral(address), 443))
        .isTrue();
  }

  /** Foreign bytes: whatever is written as a URL leads to a verdict, never to an exception. */
  @Property(seed = "42", tries = 2_000)
  void anyTextIsJudged(@ForAll String text, @ForAll String tail) {
    Destinations everywhere = Destinations.parse("fetch.allow", "* http://10.0.0.0/8");
    for (String url : new String[] {text, "https://" + text, "https://a.example/" + tail}) {
      if (everywhere.objection(url).isEmpty()) {
        URI read = URI.create(url);
        assertThat(read.getHost()).isNotNull();
        assertThat(read.getRawUserInfo()).isNull();
        assertThat(url).doesNotContain("\r", "\n", " ");
      }
    }
  }
}

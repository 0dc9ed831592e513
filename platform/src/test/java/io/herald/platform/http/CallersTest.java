package io.herald.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SEC-10: forwarding headers are believed only from trusted proxies. */
@Timeout(60)
class CallersTest {
  @Test
  void aStrangersForwardingHeadersAreIgnored() throws Exception {
    assertThat(seen(List.of(), "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https"))
        .isEqualTo("127.0.0.1 false");
  }

  @Test
  void aTrustedProxyTellsWhoCallsAndHow() throws Exception {
    assertThat(
            seen(
                List.of(Network.parse("127.0.0.0/8")),
                "X-Forwarded-For",
                "203.0.113.9",
                "X-Forwarded-Proto",
                "https"))
        .isEqualTo("203.0.113.9 true");
  }

  @Test
  void aSchemeTheCallerMadeUpDoesNotCount() throws Exception {
    List<Network> proxy = List.of(Network.parse("127.0.0.0/8"));
    assertThat(seen(proxy, "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https, http"))
        .isEqualTo("203.0.113.9 false");
    assertThat(
            seen(
                proxy,
                "X-Forwarded-For",
                "203.0.113.9",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Proto",
                "http"))
        .isEqualTo("203.0.113.9 false");
  }

  @Test
  void whatStandsBeforeTheFirstUntrustedHopMayBeMadeUp() throws Exception {
    assertThat(
            seen(
                List.of(Network.parse("127.0.0.0/8"), Network.parse("10.0.0.0/8")),
                "X-Forwarded-For",
                "127.0.0.1, 203.0.113.9, 10.0.0.5"))
        .isEqualTo("203.0.113.9 false");
  }

  @Test
  void aHopMayCarryItsPort() throws Exception {
    List<Network> proxy = List.of(Network.parse("127.0.0.0/8"));
    assertThat(seen(proxy, "X-Forwarded-For", "203.0.113.9:4711")).isEqualTo("203.0.113.9 false");
    assertThat(seen(proxy, "X-Forwarded-For", "[2001:db8::9]:4711"))
        .isEqualTo("2001:db8:0:0:0:0:0:9 false");
    assertThat(seen(proxy, "X-Forwarded-For", "2001:db8::9"))
        .isEqualTo("2001:db8:0:0:0:0:0:9 false");
  }

  @Test
  void aHopThatIsNoAddressIsNotBelieved() throws Exception {
    assertThat(
            seen(
                List.of(Network.parse("127.0.0.0/8"), Network.parse("10.0.0.0/8")),
                "X-Forwarded-For",
                "203.0.113.9, unknown, 10.0.0.5"))
        .isEqualTo("10.0.0.5 false");
  }

  private static String seen(List<Network> trusted, String... headers) throws Exception {
    Callers callers = new Callers(trusted);
    HttpServlet servlet =
        new HttpServlet() {
          @Override
          protected void doGet(HttpServletRequest request, HttpServletResponse response)
              throws IOException {
            Caller caller = callers.of(request);
            response.getWriter().print(caller.address().getHostAddress() + " " + caller.secure());
          }
        };
    ServletHost host = new ServletHost("127.0.0.1", 0, Map.of("/*", servlet));
    host.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + "/"))
              .headers(headers)
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } finally {
      host.stop();
    }
  }
}

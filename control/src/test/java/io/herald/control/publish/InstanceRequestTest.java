package io.herald.control.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** CX-2: only addresses that control may call are registered. */
class InstanceRequestTest {
  @Example
  void addressesOfHttpServersAreTaken() {
    assertThat(InstanceRequest.readUrl("http://127.0.0.1:9401"))
        .contains(URI.create("http://127.0.0.1:9401"));
    assertThat(InstanceRequest.readUrl("HTTPS://exec.example.net/cell-1//"))
        .contains(URI.create("https://exec.example.net/cell-1"));
    assertThat(InstanceRequest.readUrl("http://[::1]:9401")).isPresent();
  }

  @Example
  void everythingElseIsRefused() {
    for (String url :
        new String[] {
          "",
          "exec.example.net",
          "file:///etc/passwd",
          "ftp://example.net",
          "http://",
          "http:///path",
          "http://user:secret@example.net",
          "http://example.net?x=1",
          "http://example.net#x",
          "http://exa mple.net",
          "http://example.net:99999",
          "javascript:alert(1)"
        }) {
      assertThat(InstanceRequest.readUrl(url)).as(url).isEmpty();
    }
    assertThat(InstanceRequest.readUrl(null)).isEmpty();
  }

  @Property(tries = 500, seed = "4711")
  void anyTextIsReadOrRefusedWithoutAnException(@ForAll String text) {
    Optional<URI> url = InstanceRequest.readUrl("http://" + text);

    assertThat(url.map(URI::getHost).isPresent()).isEqualTo(url.isPresent());
  }
}

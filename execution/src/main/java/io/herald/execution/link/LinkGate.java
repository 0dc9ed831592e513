package io.herald.execution.link;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Lets control in, and nobody else. Safe for use by many threads. */
final class LinkGate {
  /** What to tell those who are not let in. */
  static final String REFUSAL =
      "the link secret is missing or wrong; set link.secret to the same value on both sides";

  private final byte[] expected;

  /**
   * @param secret what control must present; empty: nobody may enter
   */
  LinkGate(String secret) {
    this.expected =
        secret.isEmpty() ? new byte[0] : ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
  }

  /** Whether the request carries the secret; takes the same time whatever it carries. */
  boolean lets(HttpServletRequest request) {
    @Nullable String authorization = request.getHeader("Authorization");
    return expected.length > 0
        && authorization != null
        && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
  }
}

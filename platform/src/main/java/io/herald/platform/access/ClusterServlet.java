package io.herald.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.platform.http.Body;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from other cells what they ended (SEC-14): a POST of revocations, signed with a key that
 * only instances with the same cluster secret have. What was heard twice counts once, so a message
 * somebody recorded is of no use. To be mapped to {@link #PATH}.
 */
final class ClusterServlet extends HttpServlet {
  static final String PATH = "/cluster/v1/revocations";
  static final String SIGNATURE = "X-Herald-Signature";

  @Serial private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(ClusterServlet.class);
  private static final int MAX_BYTES = 128 << 10;

  private final transient SecretKey key;
  private final transient Revocations revocations;

  ClusterServlet(ClusterKeys keys, Revocations revocations) {
    this.key = key(keys);
    this.revocations = revocations;
  }

  /** What the cells sign their messages with. */
  static SecretKey key(ClusterKeys keys) {
    return keys.key("revocations to other cells");
  }

  /** As the header carries it. */
  static String signature(SecretKey key, byte[] message) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(ClusterKeys.mac(key, message));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!(Body.read(request, MAX_BYTES) instanceof Body.Complete(byte[] message))) {
      response.setStatus(413);
      return;
    }
    @Nullable String signature = request.getHeader(SIGNATURE);
    if (signature == null
        || !MessageDigest.isEqual(
            signature.getBytes(UTF_8), signature(key, message).getBytes(UTF_8))) {
      log.warn(
          "revocations from {} were not signed with our cluster secret", request.getRemoteAddr());
      response.setStatus(403);
      return;
    }
    Optional<List<Revocation>> heard = Revocation.readAll(new String(message, UTF_8));
    if (heard.isEmpty()) {
      response.setStatus(400);
      return;
    }
    try {
      revocations.learn(heard.get());
      response.setStatus(204);
    } catch (AccessUnavailable e) {
      log.warn("revocations from {} could not be stored", request.getRemoteAddr(), e);
      response.setHeader("Retry-After", "1");
      response.setStatus(503);
    }
  }
}

package io.herald.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.platform.config.Settings;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.sql.DataSource;

/**
 * The keys all instances of a cluster share (SEC-20): each purpose has its own, derived with HKDF
 * (RFC 5869) from one secret. Safe for use by many threads.
 */
public final class ClusterKeys {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final byte[] secret;

  private ClusterKeys(byte[] secret) {
    this.secret = secret.clone();
  }

  /**
   * From {@link AccessSettings#CLUSTER_SECRET}; when it is not set, from a secret the database
   * keeps, which every process on it and every restart finds again.
   *
   * @throws SQLException when the database cannot be asked
   */
  public static ClusterKeys of(Settings settings, DataSource database, SecureRandom random)
      throws SQLException {
    String set = settings.get(AccessSettings.CLUSTER_SECRET);
    return set.isEmpty()
        ? new ClusterKeys(new InstanceSecretStore(database, random).secret("cluster"))
        : new ClusterKeys(set.getBytes(UTF_8));
  }

  /** The key for one purpose, 256 bits: always the same for the same secret. */
  SecretKey key(String purpose) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              ALGORITHM,
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret)
                  .thenExpand(("herald " + purpose).getBytes(UTF_8), KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HKDF with SHA-256", e);
    }
  }

  /** The HMAC-SHA256 of a message. */
  static byte[] mac(SecretKey key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HMAC with SHA-256", e);
    }
  }
}

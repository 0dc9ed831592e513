package io.herald.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * Hashes and checks passwords with bcrypt. At most half of the processors do so at a time, so that
 * guessing cannot starve the sending of messages. Safe for use by many threads.
 */
final class Passwords {
  private static final int MAX_WAIT_SECONDS = 5;

  private final int cost;
  private final SecureRandom random;
  private final Semaphore turns =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

  Passwords(int cost, SecureRandom random) {
    this.cost = cost;
    this.random = random;
  }

  String hash(String password) {
    return inTurn(() -> BCrypt.hashpw(folded(password), BCrypt.gensalt("$2b", cost, random)));
  }

  boolean matches(String password, String hash) {
    return inTurn(() -> BCrypt.checkpw(folded(password), hash));
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AccessUnavailable("too many passwords are being checked");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AccessUnavailable("interrupted while waiting to check a password", e);
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  /**
   * Bcrypt reads 72 bytes and stops at a NUL: a digest in Base64 brings any password below that.
   */
  private static byte[] folded(String password) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(password.getBytes(UTF_8));
      return Base64.getEncoder().encode(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}

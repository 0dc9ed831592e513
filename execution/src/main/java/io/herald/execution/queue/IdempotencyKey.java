package io.herald.execution.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.message.event.NewEvent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By what an event is known to be the repetition of another (API-9). Only digests are kept: what
 * callers choose as a key may be somebody's address.
 *
 * @param digest the first 128 bits of a SHA-256 over the key and whose key it is
 * @param content likewise over what the event says; the same key with another content is a mistake
 *     of the caller
 */
public record IdempotencyKey(UUID digest, UUID content) {
  /** How long a key is remembered (API-9). */
  public static final Duration REMEMBERED = Duration.ofHours(24);

  /** How long a key may be, in code points (specification 2.2). */
  public static final int MAX_CHARACTERS = 255;

  private static final UUID ANY_CONTENT = new UUID(0, 0);

  /**
   * A key its caller chose.
   *
   * @param owner tells callers apart, for example {@code client:12}: each has its own keys
   * @param key 1 to {@value #MAX_CHARACTERS} characters
   */
  public static IdempotencyKey chosen(String owner, String key, NewEvent event) {
    return new IdempotencyKey(
        new Digest().add("chosen").add(owner).add(key).value(), contentOf(event));
  }

  /**
   * The key that origin and external id make together, within one event type; whatever else the
   * event says does not count.
   *
   * @return null when one of the two is missing
   */
  public static @Nullable IdempotencyKey ofSource(NewEvent event) {
    String origin = event.attributes().origin();
    String externalId = event.attributes().externalId();
    if (origin == null || externalId == null) {
      return null;
    }
    return new IdempotencyKey(
        new Digest().add("source").add(event.type()).add(origin).add(externalId).value(),
        ANY_CONTENT);
  }

  /** What is wrong with a key a caller chose, to be read after its name; null: nothing. */
  public static @Nullable String complaint(String key) {
    int length = key.codePointCount(0, key.length());
    boolean plain = key.codePoints().noneMatch(IdempotencyKey::isNoCharacter);
    return length >= 1 && length <= MAX_CHARACTERS && plain
        ? null
        : "must have 1 to " + MAX_CHARACTERS + " characters, none of them a control character";
  }

  private static boolean isNoCharacter(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  /** The same for the same event, whichever door it came through. */
  private static UUID contentOf(NewEvent event) {
    NewEvent.Address address = event.address();
    NewEvent.Attributes attributes = event.attributes();
    return new Digest()
        .add(event.queue())
        .add(event.type())
        .add(address.wishedChannel())
        .add(address.email())
        .add(address.mobilePhone())
        .add(address.registrationToken())
        .add(address.mobileApp())
        .add(attributes.emailFormat())
        .add(attributes.origin())
        .add(attributes.externalId())
        .add(attributes.correlationId())
        .add(attributes.hashIpId())
        .add(attributes.language())
        .add(attributes.country())
        .add(event.scheduled())
        .add(event.expiration())
        .add(event.context().format())
        .add(event.context().text())
        .value();
  }

  /** SHA-256 over texts, each with its length in front, so that no two lists look alike. */
  private static final class Digest {
    private final MessageDigest sha;

    Digest() {
      try {
        sha = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java runtime has SHA-256", e);
      }
    }

    Digest add(@Nullable Object value) {
      byte[] bytes = value == null ? new byte[0] : value.toString().getBytes(UTF_8);
      sha.update(ByteBuffer.allocate(4).putInt(value == null ? -1 : bytes.length).array());
      sha.update(bytes);
      return this;
    }

    UUID value() {
      ByteBuffer bytes = ByteBuffer.wrap(sha.digest());
      return new UUID(bytes.getLong(), bytes.getLong());
    }
  }
}

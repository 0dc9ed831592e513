package io.herald.platform.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an API client may do (SEC-7): {@code send} events of every type, {@code send:<eventType>} of
 * one, {@code read}, {@code personal} to see addresses and data with it, and {@code configure}.
 * Immutable.
 *
 * @param words at most {@value #MAX_WORDS}
 */
public record Scopes(Set<String> words) {
  /** How many a client may have. */
  public static final int MAX_WORDS = 100;

  private static final String SEND = Permission.SEND.scope();
  private static final String SEND_ONE = SEND + ":";
  private static final String PERSONAL = "personal";
  private static final Pattern WORD =
      Pattern.compile("send(:[A-Za-z0-9_.-]{1,64})?|read|personal|configure");

  /** Everything a client can have. */
  public static final Scopes ALL = new Scopes(Set.of("send", "read", PERSONAL, "configure"));

  /**
   * @throws IllegalArgumentException when a word is none of them; the message repeats no word
   */
  public Scopes {
    if (words.size() > MAX_WORDS) {
      throw new IllegalArgumentException("at most " + MAX_WORDS + " scopes");
    }
    if (!words.stream().allMatch(Scopes::isScope)) {
      throw new IllegalArgumentException(
          "a scope is send, send:<event type>, read, personal or configure");
    }
    words = Set.copyOf(words);
  }

  /** These words. */
  public static Scopes of(Collection<String> words) {
    return new Scopes(Set.copyOf(words));
  }

  /**
   * Reads words apart by blanks (RFC 6749 section 3.3).
   *
   * @throws IllegalArgumentException when a word is no scope
   */
  public static Scopes parse(String text) {
    return new Scopes(
        Arrays.stream(text.split(" "))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether a word is one of ours. */
  static boolean isScope(String word) {
    return WORD.matcher(word).matches();
  }

  /** Whether they include this; for sending, of at least one event type. */
  public boolean allow(Permission permission) {
    return switch (permission) {
      case SEND -> words.stream().anyMatch(word -> word.startsWith(SEND));
      case READ, CONFIGURE -> words.contains(permission.scope());
      case ADMINISTER -> false;
    };
  }

  /** Whether events of this type may be sent. */
  public boolean allowSending(String eventType) {
    return words.contains(SEND) || words.contains(SEND_ONE + eventType);
  }

  /** Whether addresses and data of events may be seen (SEC-6). */
  public boolean allowPersonalData() {
    return words.contains(PERSONAL);
  }

  /** What both these and the others allow. */
  public Scopes within(Scopes others) {
    return words.equals(others.words)
        ? this
        : new Scopes(
            Stream.concat(
                    words.stream().filter(others::includes),
                    others.words.stream().filter(this::includes))
                .collect(Collectors.toUnmodifiableSet()));
  }

  private boolean includes(String word) {
    return words.contains(word) || (word.startsWith(SEND_ONE) && words.contains(SEND));
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return words.isEmpty();
  }

  /** The words in alphabetical order, apart by blanks. */
  public String text() {
    return String.join(" ", new TreeSet<>(words));
  }
}

package io.herald.control.publish;

/**
 * What control shows to execution instances to be let in.
 *
 * @param text never printed
 */
public record LinkSecret(String text) {
  /** Shorter ones could be guessed. */
  public static final int MIN_CHARACTERS = 16;

  /**
   * @throws IllegalArgumentException when it is too short or cannot travel in a header
   */
  public LinkSecret {
    if (text.length() < MIN_CHARACTERS || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "the link secret needs at least "
              + MIN_CHARACTERS
              + " printable ASCII characters without spaces, the same on control and on every"
              + " execution instance; for example the output of: openssl rand -hex 32");
    }
  }

  @Override
  public String toString() {
    return "LinkSecret[…]";
  }
}

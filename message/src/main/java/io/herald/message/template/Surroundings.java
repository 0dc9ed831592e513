package io.herald.message.template;

/**
 * What a template may ask of the world while it is filled in for one message (TPL-32, TPL-44). Each
 * call comes from the rendering thread and counts towards the message's time limit only when it
 * returns, so an implementation bounds its own time. Safe for use by many threads.
 */
public interface Surroundings {
  /** The text behind an address: {@code getUrl}. Which hosts are allowed is decided here. */
  Answer page(String url);

  /** A text made unreadable with a key of this installation: {@code cryptString}. */
  Answer encrypted(String text);

  /** The way back: {@code decryptString}. */
  Answer decrypted(String text);

  /**
   * The address of an image that shows a value as bars or squares (TPL-75): {@code barcode}.
   *
   * @param kind for example {@code QR} or {@code EAN-13}
   */
  Answer barcode(String kind, String value);

  /** What asking gave. */
  sealed interface Answer {
    /** The text asked for. */
    record Text(String text) implements Answer {}

    /** Nothing; the message fails unless the template catches it. The reason holds no data. */
    record Refused(String why) implements Answer {}

    /**
     * Nothing this time; the message is tried again later unless the template catches it. The
     * reason holds no data.
     */
    record Unavailable(String why) implements Answer {}
  }

  /** Nothing is allowed. */
  Surroundings NONE =
      new Surroundings() {
        private final Answer refused = new Answer.Refused("it is not set up on this instance");

        @Override
        public Answer page(String url) {
          return refused;
        }

        @Override
        public Answer encrypted(String text) {
          return refused;
        }

        @Override
        public Answer decrypted(String text) {
          return refused;
        }

        @Override
        public Answer barcode(String kind, String value) {
          return refused;
        }
      };
}

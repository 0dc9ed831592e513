package io.herald.message.surroundings;

import io.herald.message.template.Surroundings;
import java.util.Base64;
import java.util.function.Function;

/**
 * The surroundings of templates on an instance. Safe for use by many threads.
 *
 * @param pages fetches the text behind an address
 * @param cipher encrypts with the installation's key
 */
public record InstalledSurroundings(Function<String, Answer> pages, TextCipher cipher)
    implements Surroundings {
  @Override
  public Answer page(String url) {
    return pages.apply(url);
  }

  @Override
  public Answer encrypted(String text) {
    return cipher.encrypted(text);
  }

  @Override
  public Answer decrypted(String text) {
    return cipher.decrypted(text);
  }

  /** The picture itself as an address; a mail carries it as a part of its own. */
  @Override
  public Answer barcode(String kind, String value) {
    return switch (Barcode.draw(kind, value)) {
      case Barcode.Drawing.Png(byte[] bytes) ->
          new Answer.Text("data:image/png;base64," + Base64.getEncoder().encodeToString(bytes));
      case Barcode.Drawing.Refused(String why) -> new Answer.Refused(why);
    };
  }
}

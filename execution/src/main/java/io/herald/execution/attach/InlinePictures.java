package io.herald.execution.attach;

import io.herald.message.link.Sha256;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pictures that stand in the HTML as {@code data:} addresses, such as barcodes (TPL-75): most mail
 * readers do not show them so, therefore each becomes a part of the mail that the HTML refers to by
 * {@code cid:} (RFC 2392). Equal ones become one part.
 *
 * @param html with the references
 * @param pictures named by their Content-ID
 */
public record InlinePictures(String html, List<MailFile> pictures) {
  /** Of a mail without HTML. */
  public static final InlinePictures NONE = new InlinePictures("", List.of());

  private static final int ID_DIGITS = 24;

  /** Without looking at the rest: most HTML has none. */
  private static final String SIGN = "\"data:image/";

  private static final Pattern PICTURE =
      Pattern.compile(
          "\"data:(?<type>image/(?:png|jpeg|gif|webp));base64,(?<bytes>[A-Za-z0-9+/=]+)\"");

  /** Takes the pictures out of a mail's HTML. */
  public static InlinePictures of(String html) {
    if (!html.contains(SIGN)) {
      return new InlinePictures(html, List.of());
    }
    Map<String, MailFile> found = new LinkedHashMap<>();
    StringBuilder out = new StringBuilder(html.length());
    Matcher matcher = PICTURE.matcher(html);
    while (matcher.find()) {
      byte[] bytes;
      try {
        bytes = Base64.getDecoder().decode(matcher.group("bytes"));
      } catch (IllegalArgumentException e) {
        matcher.appendReplacement(out, Matcher.quoteReplacement(matcher.group()));
        continue;
      }
      String id = contentId(bytes);
      found.putIfAbsent(id, new MailFile(id, matcher.group("type"), bytes));
      matcher.appendReplacement(out, Matcher.quoteReplacement("\"cid:" + id + "\""));
    }
    matcher.appendTail(out);
    return new InlinePictures(out.toString(), List.copyOf(found.values()));
  }

  /** The same bytes have the same name, so that a repeated attempt is the same mail. */
  private static String contentId(byte[] bytes) {
    return Sha256.of(bytes).substring(0, ID_DIGITS) + "@herald";
  }
}

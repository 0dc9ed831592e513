package io.herald.execution.attach;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
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
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(sum, 0, 12) + "@herald";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

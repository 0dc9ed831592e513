package io.herald.message.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Media types of files (TPL-73): by extension, then by what the bytes begin with. */
public final class FileType {
  /** What nothing better is known of. */
  public static final String ANY = "application/octet-stream";

  public static final String PDF = "application/pdf";
  public static final String DOCX =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  public static final String ODT = "application/vnd.oasis.opendocument.text";

  private static final String ZIP = "application/zip";
  private static final String HTML = "text/html";
  private static final String SVG = "image/svg+xml";
  private static final String TEXT = "text/plain";
  private static final int LOOKED_AT = 1_024;

  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("bmp", "image/bmp"),
          Map.entry("svg", SVG),
          Map.entry("pdf", PDF),
          Map.entry("docx", DOCX),
          Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
          Map.entry(
              "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
          Map.entry("odt", ODT),
          Map.entry("ods", "application/vnd.oasis.opendocument.spreadsheet"),
          Map.entry("doc", "application/msword"),
          Map.entry("xls", "application/vnd.ms-excel"),
          Map.entry("rtf", "application/rtf"),
          Map.entry("txt", TEXT),
          Map.entry("csv", "text/csv"),
          Map.entry("ics", "text/calendar"),
          Map.entry("vcf", "text/vcard"),
          Map.entry("html", HTML),
          Map.entry("htm", HTML),
          Map.entry("xml", "application/xml"),
          Map.entry("json", "application/json"),
          Map.entry("zip", ZIP),
          Map.entry("gz", "application/gzip"),
          Map.entry("pkpass", "application/vnd.apple.pkpass"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("mp4", "video/mp4"));

  /** Pictures that a mail reader shows and that cannot run anything. */
  private static final Set<String> PICTURES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  private FileType() {}

  /**
   * The type of a file: by its extension, else as its sender declares it, else by its bytes. What
   * is declared as {@code message/*} or {@code multipart/*} is {@link #ANY}: a file travels in
   * base64, which these two must not (RFC 2045 section 6.4).
   *
   * @param declared without parameters; null: nobody says
   */
  public static String of(String name, @Nullable String declared, byte[] bytes) {
    return byExtension(name)
        .orElseGet(
            () ->
                declared == null
                        || declared.equals(ANY)
                        || !declared.matches("[a-z0-9.+-]+/[a-z0-9.+-]+")
                    ? sniffed(bytes)
                    : single(declared));
  }

  private static String single(String declared) {
    return declared.startsWith("message/") || declared.startsWith("multipart/") ? ANY : declared;
  }

  /** The type that goes with the extension of a name; empty when there is none or it is unknown. */
  public static Optional<String> byExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? Optional.empty()
        : Optional.ofNullable(BY_EXTENSION.get(name.substring(dot + 1).toLowerCase(Locale.ROOT)));
  }

  /** What the bytes look like; {@link #ANY} when like nothing we know. */
  public static String sniffed(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), ISO_8859_1);
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return "image/png";
    }
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return "image/jpeg";
    }
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
      return "image/gif";
    }
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return "image/webp";
    }
    if (head.startsWith("BM") && head.startsWith("\0\0\0\0", 6)) {
      return "image/bmp";
    }
    if (head.startsWith("%PDF-")) {
      return PDF;
    }
    if (head.startsWith("PK\u0003\u0004")) {
      return zipped(head);
    }
    if (head.startsWith("\u001f\u008b")) {
      return "application/gzip";
    }
    return text(head, bytes);
  }

  /** Whether it is a picture of a kind that mail readers show. */
  public static boolean isPicture(String type) {
    return PICTURES.contains(type);
  }

  /** Whether a browser would run what stands in it. */
  public static boolean isActive(String type) {
    return type.equals(HTML)
        || type.equals(SVG)
        || type.endsWith("/xml")
        || type.endsWith("+xml")
        || type.contains("javascript");
  }

  /** Both kinds of office documents name themselves near their beginning. */
  private static String zipped(String head) {
    if (head.contains("mimetype" + ODT)) {
      return ODT;
    }
    return head.contains("word/") ? DOCX : ZIP;
  }

  private static String text(String head, byte[] bytes) {
    String begin = head.stripLeading().toLowerCase(Locale.ROOT);
    begin = begin.startsWith("\u00ef\u00bb\u00bf") ? begin.substring(3).stripLeading() : begin;
    if (begin.startsWith("<!doctype html")
        || begin.startsWith("<html")
        || begin.startsWith("<script")
        || begin.startsWith("<body")) {
      return HTML;
    }
    if (begin.startsWith("<svg") || (begin.startsWith("<?xml") && begin.contains("<svg"))) {
      return SVG;
    }
    if (begin.startsWith("<?xml")) {
      return "application/xml";
    }
    boolean plain = bytes.length > 0 && head.chars().noneMatch(c -> c < ' ' && !isBlank(c));
    return plain && isUtf8(bytes) ? TEXT : ANY;
  }

  private static boolean isBlank(int c) {
    return c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      // a character cut at the end of what is looked at is no fault
      int end = Math.min(bytes.length, LOOKED_AT);
      while (end > 0 && end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
        end--;
      }
      UTF_8.newDecoder().decode(ByteBuffer.wrap(Arrays.copyOf(bytes, end)));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}

package io.herald.platform.soap;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a request into text. What says the charset, in this order: a byte order mark,
 * the media type, the XML declaration (RFC 7303 section 3); else UTF-8. Bytes that do not fit are
 * an error, never replaced. Pure functions.
 */
public sealed interface SoapText {
  /** The text, without byte order mark. */
  record Decoded(String text) implements SoapText {}

  /** Bytes of one character, at most. */
  int LONGEST_CHARACTER = 4;

  /** The bytes cannot be read; the message names the charset and who said it. */
  record Undecodable(String message) implements SoapText {}

  /** Reads the bytes. */
  static SoapText decode(byte[] bytes, @Nullable String mediaType) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return decode(bytes, 3, StandardCharsets.UTF_8, "the byte order mark");
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return decode(bytes, 2, StandardCharsets.UTF_16BE, "the byte order mark");
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return decode(bytes, 2, StandardCharsets.UTF_16LE, "the byte order mark");
    }
    Optional<String> named = Labels.inMediaType(mediaType);
    String saidBy = "the media type";
    if (named.isEmpty()) {
      named = Labels.inDeclaration(bytes);
      saidBy = "the XML declaration";
    }
    if (named.isEmpty()) {
      return decode(bytes, 0, StandardCharsets.UTF_8, "XML, where nothing else is said,");
    }
    Optional<Charset> charset = Labels.charset(named.get());
    return charset.isPresent()
        ? decode(bytes, 0, charset.get(), saidBy)
        : new Undecodable("The charset that " + saidBy + " names is not known here; use UTF-8.");
  }

  /**
   * Reads the beginning of a message whose rest is still to come: the last character may be cut.
   */
  static SoapText decodeBeginning(byte[] bytes, @Nullable String mediaType) {
    SoapText whole = new Undecodable("");
    for (int cut = 0; cut < LONGEST_CHARACTER && cut <= bytes.length; cut++) {
      whole = decode(Arrays.copyOf(bytes, bytes.length - cut), mediaType);
      if (whole instanceof Decoded) {
        return whole;
      }
    }
    return whole;
  }

  private static SoapText decode(byte[] bytes, int from, Charset charset, String saidBy) {
    try {
      return new Decoded(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
              .toString());
    } catch (CharacterCodingException e) {
      return new Undecodable(
          "The message is not written in " + charset.name() + ", which " + saidBy + " says it is.");
    }
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /** Where charsets are named. */
  final class Labels {
    private static final Pattern IN_MEDIA_TYPE =
        Pattern.compile(";\\s*charset\\s*=\\s*[\"']?([^\\s;\"']+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_DECLARATION =
        Pattern.compile("^<\\?xml\\s[^>]{0,128}?encoding\\s*=\\s*[\"']([^\"']{1,64})[\"']");
    private static final int DECLARATION_LENGTH = 256;

    private Labels() {}

    private static Optional<String> inMediaType(@Nullable String mediaType) {
      Matcher matcher = IN_MEDIA_TYPE.matcher(mediaType == null ? "" : mediaType);
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The declaration is plain ASCII in every charset but UTF-16, which has a byte order mark. */
    private static Optional<String> inDeclaration(byte[] bytes) {
      int length = Math.min(bytes.length, DECLARATION_LENGTH);
      Matcher matcher =
          IN_DECLARATION.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<Charset> charset(String name) {
      try {
        return Optional.of(Charset.forName(name)).filter(Labels::carriesAscii);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    /** Mark-up in a charset that writes it with other bytes would be read as something else. */
    private static boolean carriesAscii(Charset charset) {
      return charset.canEncode()
          && (charset.name().startsWith("UTF-16")
              || new String(new byte[] {'<'}, charset).equals("<"));
    }
  }
}

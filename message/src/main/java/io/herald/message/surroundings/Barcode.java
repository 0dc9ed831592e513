package io.herald.message.surroundings;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of barcodes (TPL-75) and how their values must look. */
enum Barcode {
  CODE_128("Code 128", BarcodeFormat.CODE_128, value -> ascii(value, 80)),
  CODE_39(
      "Code 39",
      BarcodeFormat.CODE_39,
      value ->
          matching(value, "[0-9A-Z. $/+%-]{1,80}", "1 to 80 of 0-9 A-Z . $ / + % - and blank")),
  CODE_93("Code 93", BarcodeFormat.CODE_93, value -> ascii(value, 80)),
  CODABAR(
      "Codabar",
      BarcodeFormat.CODABAR,
      value ->
          matching(
              value,
              "[0-9$:/.+-]{1,78}|[A-D][0-9$:/.+-]{1,78}[A-D]",
              "1 to 78 of 0-9 - $ : / . +, perhaps between two letters A to D")),
  EAN_13("EAN-13", BarcodeFormat.EAN_13, value -> checked(value, 13)),
  EAN_8("EAN-8", BarcodeFormat.EAN_8, value -> checked(value, 8)),
  UPC_A("UPC-A", BarcodeFormat.UPC_A, value -> checked(value, 12)),
  UPC_E(
      "UPC-E",
      BarcodeFormat.UPC_E,
      value -> matching(value, "[01][0-9]{6,7}", "7 or 8 digits that begin with 0 or 1")),
  ISBN("ISBN", BarcodeFormat.EAN_13, Barcode::isbn),
  ITF(
      "ITF",
      BarcodeFormat.ITF,
      value -> matching(value, "([0-9]{2}){1,40}", "an even number of digits, 2 to 80")),
  QR("QR", BarcodeFormat.QR_CODE, value -> bounded(value, 2_000)),
  DATA_MATRIX("DataMatrix", BarcodeFormat.DATA_MATRIX, value -> bounded(value, 1_500)),
  PDF_417("PDF417", BarcodeFormat.PDF_417, value -> bounded(value, 1_000)),
  AZTEC("Aztec", BarcodeFormat.AZTEC, value -> bounded(value, 1_500));

  /** Millimetres do not matter in a mail: bars are so many pixels wide, squares so many. */
  private static final int BAR_PIXELS = 2;

  private static final int SQUARE_PIXELS = 5;
  private static final int BAR_HEIGHT = 80;

  private final String label;
  private final BarcodeFormat format;
  private final Function<String, Value> reading;

  Barcode(String label, BarcodeFormat format, Function<String, Value> reading) {
    this.label = label;
    this.format = format;
    this.reading = reading;
  }

  /** What came of drawing. */
  sealed interface Drawing {
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Png(byte[] bytes) implements Drawing {}

    /** In words that hold no data. */
    record Refused(String why) implements Drawing {}
  }

  /** A value as it is drawn, or what it should look like. */
  private sealed interface Value {
    record Good(String text) implements Value {}

    record Bad(String expected) implements Value {}
  }

  /**
   * Draws a value.
   *
   * @param kind a label, for example {@code EAN-13}; case, blanks and signs do not matter
   */
  static Drawing draw(String kind, String value) {
    Optional<Barcode> found =
        Arrays.stream(values()).filter(one -> plain(one.label).equals(plain(kind))).findFirst();
    if (found.isEmpty()) {
      return new Drawing.Refused(
          "there is no such kind; there are "
              + Arrays.stream(values()).map(one -> one.label).collect(Collectors.joining(", ")));
    }
    return found.get().draw(value);
  }

  private static String plain(String kind) {
    String letters = kind.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    return letters.equals("QRCODE") ? "QR" : letters.equals("INTERLEAVED2OF5") ? "ITF" : letters;
  }

  private Drawing draw(String value) {
    return switch (reading.apply(value.strip())) {
      case Value.Bad(String expected) ->
          new Drawing.Refused("the value does not suit " + label + ": " + expected);
      case Value.Good(String text) -> {
        Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
        if (isSquares()) {
          hints.put(EncodeHintType.CHARACTER_SET, "UTF-8");
        }
        try {
          // as small as possible; enlarged by whole pixels, so that edges stay sharp
          BitMatrix bits = new MultiFormatWriter().encode(text, format, 1, 1, hints);
          yield new Drawing.Png(
              isSquares()
                  ? BarcodePng.write(bits, SQUARE_PIXELS, SQUARE_PIXELS, SQUARE_PIXELS * 4)
                  : BarcodePng.write(bits, BAR_PIXELS, BAR_HEIGHT, BAR_PIXELS * 10));
        } catch (WriterException | IllegalArgumentException e) {
          // the library's own words may repeat the value
          yield new Drawing.Refused("the value does not suit " + label + ", or it is too long");
        }
      }
    };
  }

  private boolean isSquares() {
    return switch (format) {
      case QR_CODE, DATA_MATRIX, PDF_417, AZTEC -> true;
      default -> false;
    };
  }

  private static Value matching(String value, String pattern, String expected) {
    return value.matches(pattern) ? new Value.Good(value) : new Value.Bad("it needs " + expected);
  }

  private static Value bounded(String value, int most) {
    return value.isEmpty() || value.length() > most
        ? new Value.Bad("it needs 1 to " + most + " characters")
        : new Value.Good(value);
  }

  private static Value ascii(String value, int most) {
    return value.chars().allMatch(c -> c >= ' ' && c <= '~')
        ? bounded(value, most)
        : new Value.Bad("it needs letters, digits and signs of ASCII");
  }

  /** A number of a fixed length whose last digit proves the others (GS1): added when missing. */
  private static Value checked(String value, int digits) {
    String number = value.replaceAll("[ -]", "");
    if (!number.matches("[0-9]{" + (digits - 1) + "," + digits + "}")) {
      return new Value.Bad("it needs " + (digits - 1) + " digits and the check digit");
    }
    String body = number.substring(0, digits - 1);
    String whole = body + checkDigit(body);
    return number.equals(body) || number.equals(whole)
        ? new Value.Good(whole)
        : new Value.Bad("its check digit, the last one, is wrong");
  }

  private static int checkDigit(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int digit = body.charAt(body.length() - 1 - i) - '0';
      sum += i % 2 == 0 ? 3 * digit : digit;
    }
    return (10 - sum % 10) % 10;
  }

  /** ISBN-13 as it is; ISBN-10 with 978 before it (ISO 2108). */
  private static Value isbn(String value) {
    String number = value.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
    if (number.matches("97[89][0-9]{10}")) {
      return checked(number, 13);
    }
    if (!number.matches("[0-9]{9}[0-9X]")) {
      return new Value.Bad("it needs 10 digits, or 13 that begin with 978 or 979");
    }
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      int digit = number.charAt(i) == 'X' ? 10 : number.charAt(i) - '0';
      sum += (10 - i) * digit;
    }
    return sum % 11 == 0
        ? checked("978" + number.substring(0, 9), 13)
        : new Value.Bad("its check digit, the last one, is wrong");
  }
}

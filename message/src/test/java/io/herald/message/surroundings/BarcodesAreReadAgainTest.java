package io.herald.message.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import io.herald.message.template.Surroundings.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TPL-75: a reader of barcodes reads what the template said. */
class BarcodesAreReadAgainTest {
  private static final InstalledSurroundings SURROUNDINGS =
      new InstalledSurroundings(
          url -> new Answer.Refused("no pages"), TextCipher.of("", new SecureRandom()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          QR            | Order R-1, 12,50 € – żółć | QR_CODE     | Order R-1, 12,50 € – żółć
          qr code       | https://shop.example/o/1  | QR_CODE     | https://shop.example/o/1
          DataMatrix    | R-4711                    | DATA_MATRIX | R-4711
          Data Matrix   | 0123456789012345          | DATA_MATRIX | 0123456789012345
          PDF417        | Boarding pass 12A         | PDF_417     | Boarding pass 12A
          Aztec         | Ticket 77                 | AZTEC       | Ticket 77
          Code 128      | R-4711/a                  | CODE_128    | R-4711/a
          CODE128       | 00012345                  | CODE_128    | 00012345
          Code 39       | R-4711                    | CODE_39     | R-4711
          Code 93       | R-4711                    | CODE_93     | R-4711
          Codabar       | 123-456                   | CODABAR     | 123-456
          EAN-13        | 4006381333931             | EAN_13      | 4006381333931
          EAN-13        | 400638133393              | EAN_13      | 4006381333931
          EAN-8         | 96385074                  | EAN_8       | 96385074
          UPC-A         | 036000291452              | UPC_A       | 036000291452
          UPC-E         | 01234565                  | UPC_E       | 01234565
          ISBN          | 978-3-16-148410-0         | EAN_13      | 9783161484100
          ISBN          | 3-16-148410-X             | EAN_13      | 9783161484100
          ITF           | 00012345678905            | ITF         | 00012345678905
          """)
  void everyKindIsRead(String kind, String value, BarcodeFormat format, String read)
      throws Exception {
    assertThat(read(kind, value, format).getText()).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EAN-13   | 4006381333932     | check digit
          EAN-13   | 40063             | 12 digits and the check digit
          EAN-13   | 40063813339x1     | 12 digits
          EAN-8    | 96385075          | check digit
          UPC-A    | 036000291453      | check digit
          UPC-E    | 21234565          | begin with 0 or 1
          UPC-E    | 01234560          | UPC-E
          ISBN     | 3-16-148410-1     | check digit
          ISBN     | 978-3-16-148410-1 | check digit
          ISBN     | 12                | 10 digits
          ITF      | 123               | even number
          Code 39  | straße            | 0-9 A-Z
          Code 128 | straße            | ASCII
          Codabar  | A12               | letters A to D
          QRS      | R-4711            | DataMatrix
          """)
  void whatCannotBeDrawnIsRefusedWithoutRepeatingIt(String kind, String value, String why) {
    assertThat(SURROUNDINGS.barcode(kind, value))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.why()).contains(why).doesNotContain(value));
  }

  @Property(seed = "11", tries = 40)
  void anyWordIsRead(@ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 40) String word)
      throws Exception {
    assertThat(read("Code 128", word, BarcodeFormat.CODE_128).getText()).isEqualTo(word);
    assertThat(read("QR", word, BarcodeFormat.QR_CODE).getText()).isEqualTo(word);
  }

  @Property(seed = "12", tries = 300)
  void whateverTheValueThereIsAnAnswer(@ForAll String value) {
    for (Barcode kind : Barcode.values()) {
      assertThat(SURROUNDINGS.barcode(kind.name(), value)).isNotNull();
    }
  }

  private static Result read(String kind, String value, BarcodeFormat format) throws Exception {
    Answer answer = SURROUNDINGS.barcode(kind, value);
    assertThat(answer).isInstanceOf(Answer.Text.class);
    String address = ((Answer.Text) answer).text();
    assertThat(address).startsWith("data:image/png;base64,");
    byte[] png = Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    return new MultiFormatReader()
        .decode(
            new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))),
            Map.of(
                DecodeHintType.POSSIBLE_FORMATS, List.of(format), DecodeHintType.TRY_HARDER, true));
  }
}

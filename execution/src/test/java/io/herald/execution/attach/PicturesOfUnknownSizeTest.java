package io.herald.execution.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.resource.Resources;
import io.herald.platform.outbound.Destinations;
import io.herald.platform.outbound.Fetcher;
import io.herald.platform.outbound.OutboundClient;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** TPL-71: a picture whose size cannot be told is left out, for it may be any size. */
class PicturesOfUnknownSizeTest {
  private static final String PNG = "data:image/png;base64,";

  @Test
  void areLeftOut() throws Exception {
    byte[] picture = png();
    String whole = PNG + Base64.getEncoder().encodeToString(picture);
    // the signature, and half of the header that has width and height
    String cut = PNG + Base64.getEncoder().encodeToString(Arrays.copyOf(picture, 18));

    try (Fetcher fetcher = fetcher()) {
      PdfPictures pictures =
          new PdfPictures(
              new Files(new Resources(new PGSimpleDataSource(), Clock.systemUTC()), fetcher),
              Map.of(),
              1 << 20);

      assertThat(pictures.resolved(whole)).isEqualTo(whole);
      assertThat(pictures.resolved(cut)).isNull();
      assertThat(pictures.trouble()).isNull();
    }
  }

  private static Fetcher fetcher() {
    return new Fetcher(
        new OutboundClient.Terms(
            Destinations.parse("fetch.allow", ""),
            OutboundClient::byTheSystem,
            null,
            1,
            1,
            Duration.ofSeconds(1)));
  }

  private static byte[] png() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }
}

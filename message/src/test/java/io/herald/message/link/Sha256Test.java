package io.herald.message.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What control and execution call the same bytes. */
class Sha256Test {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void isThatOfTheStandard() {
    // FIPS 180-4, the example of one block
    assertThat(Sha256.of(bytes("abc")))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Sha256.of(bytes("")))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void mayComeInPieces() {
    assertThat(new Sha256().add(bytes("a")).add(bytes("bc")).text())
        .isEqualTo(Sha256.of(bytes("abc")));
  }
}

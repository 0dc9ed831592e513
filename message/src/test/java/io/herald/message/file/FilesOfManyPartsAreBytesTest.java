package io.herald.message.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 2045 section 6.4: message and multipart must not be base64, as every attachment is. */
class FilesOfManyPartsAreBytesTest {
  private static final byte[] BYTES = "Subject: a".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(strings = {"message/rfc822", "message/delivery-status", "multipart/mixed"})
  void whatWouldHaveToTravelAsItIsBecomesBytes(String declared) {
    assertThat(FileType.of("a.eml", declared, BYTES)).isEqualTo("application/octet-stream");
  }

  @Test
  void otherTypesStayAsTheyAreDeclared() {
    assertThat(FileType.of("a.eml", "application/messages", BYTES))
        .isEqualTo("application/messages");
  }
}

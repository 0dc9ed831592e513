package io.herald.message.surroundings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.message.template.Surroundings.Answer;
import java.security.SecureRandom;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** TPL-44, {@code cryptString}: with the key there is a way back, without it there is none. */
class EncryptedTextsComeBackTest {
  private static final TextCipher CIPHER = cipher(1);

  @Property(seed = "5", tries = 300)
  void anyTextComesBack(@ForAll String text) {
    String valid =
        new String(
            text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            java.nio.charset.StandardCharsets.UTF_8);
    String secret = ((Answer.Text) CIPHER.encrypted(valid)).text();

    assertThat(secret).matches("[A-Za-z0-9_-]+");
    assertThat(CIPHER.decrypted(secret)).isEqualTo(new Answer.Text(valid));
    assertThat(cipher(2).decrypted(secret)).isInstanceOf(Answer.Refused.class);
  }

  @Property(seed = "6", tries = 300)
  void foreignTextsAreRefused(@ForAll String text) {
    assertThat(CIPHER.decrypted(text)).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void theSameTextLooksDifferentEachTimeAndNoChangeGoesUnnoticed() {
    String secret = ((Answer.Text) CIPHER.encrypted("42")).text();
    assertThat(CIPHER.encrypted("42")).isNotEqualTo(new Answer.Text(secret));

    byte[] bytes = Base64.getUrlDecoder().decode(secret);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 1;
      assertThat(CIPHER.decrypted(Base64.getUrlEncoder().encodeToString(bytes)))
          .isInstanceOf(Answer.Refused.class);
      bytes[i] ^= 1;
    }
  }

  @Test
  void withoutAKeyTheSettingIsNamed() {
    TextCipher none = TextCipher.of("", new SecureRandom());

    assertThat(((Answer.Refused) none.encrypted("42")).why()).contains("template.crypt-key");
    assertThat(((Answer.Refused) none.decrypted("42")).why()).contains("template.crypt-key");
    assertThatThrownBy(() -> TextCipher.of("c2hvcnQ=", new SecureRandom()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 bytes")
        .hasMessageNotContaining("c2hvcnQ");
  }

  private static TextCipher cipher(int seed) {
    byte[] key = new byte[TextCipher.KEY_BYTES];
    key[0] = (byte) seed;
    return TextCipher.of(Base64.getEncoder().encodeToString(key), new SecureRandom());
  }
}

package io.herald.execution.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** EM-4. */
class BodyIsEncodedTheShorterWayTest {
  @Test
  void textThatIsMostlyAsciiStaysReadable() {
    assertThat(mail("<p>Gr\u00FC\u00DFe, 1 = 1, and so on in plain letters for a while</p>"))
        .contains("Content-Transfer-Encoding: quoted-printable")
        .contains("<p>Gr=C3=BC=C3=9Fe, 1 =3D 1, and so on");
  }

  @Test
  void textOfOtherScriptsGoesAsBase64() {
    assertThat(mail("漢字かな".repeat(100))).contains("Content-Transfer-Encoding: base64");
  }

  @Test
  void aBlankBeforeALineEndIsKept() {
    assertThat(mail("a line \r\nanother line\t\na third and a longer line "))
        .contains("a line=20\r\nanother line=09\r\na third and a longer line=20\r\n");
  }

  @Test
  void aLineLongerThanTheProtocolAllowsIsBroken() {
    Mails.assertWellFormed(mail("x".repeat(5000)).getBytes(StandardCharsets.UTF_8));
  }

  private static String mail(String text) {
    return new String(
        Mails.written(Mails.rendered("s", null, text), Mails.FACTS), StandardCharsets.UTF_8);
  }
}

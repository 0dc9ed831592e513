package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** RFC 5321 §4.2.1, RFC 2034 §4. */
class SmtpReplyReaderTest {
  @Test
  void oneLine() throws IOException {
    assertThat(read("250 2.1.5 ok\r\n"))
        .isEqualTo(new SmtpReply(250, "2.1.5", List.of("2.1.5 ok")));
  }

  @Test
  void severalLines() throws IOException {
    assertThat(read("250-host\r\n250-SIZE 10\r\n250 PIPELINING\r\n").lines())
        .containsExactly("host", "SIZE 10", "PIPELINING");
  }

  @Test
  void aCodeAlone() throws IOException {
    assertThat(read("250\r\n")).isEqualTo(new SmtpReply(250, "", List.of("")));
  }

  @Test
  void anEnhancedCodeOfAnotherClassIsNoEnhancedCode() throws IOException {
    assertThat(read("550 2.1.5 what?\r\n").enhanced()).isEmpty();
    assertThat(read("550 5.1 what?\r\n").enhanced()).isEmpty();
    assertThat(read("550 5.1.1000 what?\r\n").enhanced()).isEmpty();
    assertThat(read("550 5.1.1\r\n").enhanced()).isEqualTo("5.1.1");
  }

  @Test
  void controlCharactersDoNotReachTheLog() throws IOException {
    assertThat(read("550 a\u0000b\u001b[31mc\u0085d\r\n").answer()).isEqualTo("550 a b [31mc d");
  }

  @Test
  void anAnswerForTheLogIsShort() throws IOException {
    assertThat(read("550 " + "x".repeat(10_000) + "\r\n").answer()).hasSize(500);
  }

  @Test
  void moreThanSixtyFourKibibytesAreNotKept() {
    InputStream endless =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            return "250-x\r\n".charAt(at++ % 7);
          }
        };
    assertThatThrownBy(() -> new SmtpReplyReader(endless).read())
        .isInstanceOf(SmtpProtocolException.class)
        .hasMessageContaining("longer than 65536 bytes");
  }

  @Property(tries = 5000, seed = "20250610")
  void anyBytesGiveRepliesOrAnEndAndNothingElse(
      @ForAll("bytes") byte[] bytes, @ForAll @IntRange(min = 1, max = 9) int step) {
    SmtpReplyReader reader = new SmtpReplyReader(inSteps(bytes, step));
    try {
      for (int i = 0; i <= bytes.length; i++) {
        SmtpReply reply = reader.read();
        assertThat(reply.code()).isBetween(200, 599);
        assertThat(reply.lines()).isNotEmpty();
        assertThat(reply.answer().codePoints()).noneMatch(Character::isISOControl);
      }
      throw new AssertionError("more replies than bytes");
    } catch (EOFException | SmtpProtocolException e) {
      assertThat(e.getMessage()).isNotBlank();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Property(tries = 2000, seed = "20250611")
  void whatAServerSaysIsUnderstoodHoweverItsBytesAreCut(
      @ForAll("replies") List<SmtpReply> said, @ForAll @IntRange(min = 1, max = 50) int step)
      throws IOException {
    StringBuilder wire = new StringBuilder();
    for (SmtpReply reply : said) {
      for (int i = 0; i < reply.lines().size(); i++) {
        boolean last = i == reply.lines().size() - 1;
        wire.append(reply.code())
            .append(last ? ' ' : '-')
            .append(reply.lines().get(i))
            .append("\r\n");
      }
    }
    SmtpReplyReader reader =
        new SmtpReplyReader(inSteps(wire.toString().getBytes(StandardCharsets.UTF_8), step));

    for (SmtpReply reply : said) {
      assertThat(reader.read()).isEqualTo(reply);
    }
    assertThat(reader.hasUnread()).isFalse();
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    Arbitrary<byte[]> nearly =
        Arbitraries.of(
                "2", "5", "250", "421", "-", " ", "\r", "\n", "\r\n", "x", "5.1.1", "é", "\0")
            .list()
            .ofMaxSize(40)
            .map(pieces -> String.join("", pieces).getBytes(StandardCharsets.UTF_8));
    return Arbitraries.oneOf(noise, nearly);
  }

  @Provide
  Arbitrary<List<SmtpReply>> replies() {
    Arbitrary<Integer> code = Arbitraries.integers().between(200, 599);
    Arbitrary<List<String>> lines =
        Arbitraries.strings()
            .withCharRange('!', '~')
            .withChars("é漢 ")
            .ofMaxLength(300)
            // text that looks like an enhanced code is another test's matter
            .map(text -> "t" + text)
            .list()
            .ofMinSize(1)
            .ofMaxSize(6);
    return Combinators.combine(code, lines)
        .as((c, l) -> new SmtpReply(c, "", l))
        .list()
        .ofMaxSize(5);
  }

  private static SmtpReply read(String wire) throws IOException {
    return new SmtpReplyReader(inSteps(wire.getBytes(StandardCharsets.UTF_8), 1000)).read();
  }

  /** As a socket gives them: a few at a time. */
  private static InputStream inSteps(byte[] bytes, int step) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(step, length));
      }
    };
  }
}

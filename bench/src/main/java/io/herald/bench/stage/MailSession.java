package io.herald.bench.stage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * One SMTP conversation (RFC 5321, with RFC 2920 pipelining). A mail counts from the moment its
 * final dot was read, whether or not the client lives to hear so: that is what makes an outcome
 * unknown. Looks at bytes where they lie, because it shares the processors with what is measured.
 */
final class MailSession {
  /** Longer lines are cut; none that matters is as long. */
  private static final int BUFFER_BYTES = 1 << 16;

  private static final byte[] EHLO =
      reply("250-sink.herald.example\r\n250-PIPELINING\r\n250-SMTPUTF8\r\n250 8BITMIME");
  private static final byte[] FINE = reply("250 2.0.0 fine");
  private static final byte[] GO_ON = reply("354 go on");
  private static final byte[] TAKEN = reply("250 2.0.0 taken");
  private static final byte[] GOODBYE = reply("221 2.0.0 goodbye");
  private static final byte[] UNKNOWN = reply("502 5.5.1 not here");

  private final InputStream in;
  private final OutputStream out;
  private final MailSink.Mailbox mails;
  private final LongAdder bytesOfMails;
  private final RandomGenerator random;
  private final int slowestMillis;

  private final byte[] bytes = new byte[BUFFER_BYTES];
  private int end;
  // the present line, and where the next one begins
  private int from;
  private int to;
  private int next;
  private final ByteArrayOutputStream unsaid = new ByteArrayOutputStream();
  // whose mails the unsaid answers are about
  private final List<Long> unanswered = new ArrayList<>();

  MailSession(
      InputStream in,
      OutputStream out,
      MailSink.Mailbox mails,
      LongAdder bytesOfMails,
      RandomGenerator random,
      int slowestMillis) {
    this.in = in;
    this.out = out;
    this.mails = mails;
    this.bytesOfMails = bytesOfMails;
    this.random = random;
    this.slowestMillis = slowestMillis;
  }

  /**
   * Talks until one side has enough.
   *
   * @throws IOException when the connection broke, or is to be cut
   */
  void run() throws IOException, InterruptedException {
    try {
      talk();
    } finally {
      for (long event : unanswered) {
        mails.unanswered(event);
      }
    }
  }

  private void talk() throws IOException, InterruptedException {
    unsaid.writeBytes(reply("220 sink.herald.example ESMTP"));
    while (true) {
      line();
      if (begins("EHLO") || begins("HELO")) {
        unsaid.writeBytes(EHLO);
      } else if (begins("MAIL") || begins("RCPT") || begins("RSET") || begins("NOOP")) {
        unsaid.writeBytes(FINE);
      } else if (begins("DATA")) {
        unsaid.writeBytes(GO_ON);
        mail();
        unsaid.writeBytes(TAKEN);
      } else if (begins("QUIT")) {
        unsaid.writeBytes(GOODBYE);
        say();
        return;
      } else {
        unsaid.writeBytes(UNKNOWN);
      }
    }
  }

  private void mail() throws IOException, InterruptedException {
    long event = 0;
    long number = 0;
    int size = 0;
    line();
    for (; to > from && !isDot(); line()) {
      size += next - from;
      if (begins("Message-ID:")) {
        event = number("Message-ID:", '<', 16);
      } else if (begins("Subject:")) {
        number = begins("Subject: " + Messages.SUBJECT) ? number("Subject:", 'r', 10) : 0;
      }
    }
    while (!isDot()) {
      size += next - from;
      line();
    }
    bytesOfMails.add(size);
    if (!mails.take(event, number)) {
      throw new IOException("cut off before the answer");
    }
    unanswered.add(event);
    if (slowestMillis > 1) {
      // the more mails hang here, the more outcomes a kill leaves unknown
      Thread.sleep(random.nextInt(slowestMillis));
    }
  }

  private boolean isDot() {
    return to - from == 1 && bytes[from] == '.';
  }

  private boolean begins(String word) {
    if (to - from < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      // ASCII letters differ by one bit from small to capital
      if (((bytes[from + i] ^ word.charAt(i)) & ~0x20) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The number after a mark, whatever follows it; 0 when there is none. */
  private long number(String header, char mark, int radix) {
    int at = from + header.length();
    while (at < to && bytes[at] != mark) {
      at++;
    }
    at++;
    while (at < to && bytes[at] == ' ') {
      at++;
    }
    long number = 0;
    for (; at < to && Character.digit(bytes[at], radix) >= 0; at++) {
      number = number * radix + Character.digit(bytes[at], radix);
    }
    return number;
  }

  /** Goes on to the next line, without its end; before it has to wait it says what is unsaid. */
  private void line() throws IOException {
    from = next;
    int at = next;
    while (true) {
      for (; at < end; at++) {
        if (bytes[at] == '\n') {
          next = at + 1;
          to = at > from && bytes[at - 1] == '\r' ? at - 1 : at;
          return;
        }
      }
      at = makeRoom(at);
      say();
      int count = in.read(bytes, end, bytes.length - end);
      if (count < 0) {
        throw new EOFException("the client is gone");
      }
      end += count;
    }
  }

  /** Where to look on. */
  private int makeRoom(int at) {
    if (from == end) {
      from = 0;
      end = 0;
    } else if (end == bytes.length && from > 0) {
      System.arraycopy(bytes, from, bytes, 0, end - from);
      end -= from;
      from = 0;
    } else if (end == bytes.length) {
      end = 2; // its beginning stays, the rest is forgotten
    } else {
      return at;
    }
    return end;
  }

  private void say() throws IOException {
    if (unsaid.size() > 0) {
      unsaid.writeTo(out);
      out.flush();
      unsaid.reset();
      List<Long> said = List.copyOf(unanswered);
      unanswered.clear();
      for (long event : said) {
        mails.answered(event);
      }
    }
  }

  private static byte[] reply(String text) {
    return (text + "\r\n").getBytes(US_ASCII);
  }
}

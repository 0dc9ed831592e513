package io.herald.bench.stage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One SMTP conversation (RFC 5321, with RFC 2920 pipelining). A mail counts from the moment its
 * final dot was read, whether or not the client lives to hear so: that is what makes an outcome
 * unknown.
 */
final class MailSession {
  private static final int LONGEST_LINE = 2048;

  private static final Pattern MESSAGE_ID =
      Pattern.compile("message-id: *<([0-9a-f]{1,16})@.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern SUBJECT =
      Pattern.compile("subject: *" + Messages.SUBJECT + "(\\d{1,18})", Pattern.CASE_INSENSITIVE);

  private final InputStream in;
  private final OutputStream out;
  private final MailSink.Listener mails;
  private final RandomGenerator random;
  private final int slowestMillis;

  MailSession(
      InputStream in,
      OutputStream out,
      MailSink.Listener mails,
      RandomGenerator random,
      int slowestMillis) {
    this.in = new BufferedInputStream(in, 1 << 14);
    this.out = out;
    this.mails = mails;
    this.random = random;
    this.slowestMillis = slowestMillis;
  }

  /**
   * Talks until one side has enough.
   *
   * @throws IOException when the connection broke
   */
  void run() throws IOException, InterruptedException {
    say("220 sink.herald.example ESMTP");
    while (true) {
      String line = line();
      switch (line.split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
        case "EHLO" ->
            say("250-sink.herald.example\r\n250-PIPELINING\r\n250-SMTPUTF8\r\n250 8BITMIME");
        case "MAIL", "RCPT", "RSET", "NOOP" -> say("250 2.0.0 fine");
        case "DATA" -> {
          say("354 go on");
          mail();
          say("250 2.0.0 taken");
        }
        case "QUIT" -> {
          say("221 2.0.0 goodbye");
          return;
        }
        default -> say("502 5.5.1 not here");
      }
    }
  }

  private void mail() throws IOException, InterruptedException {
    long event = 0;
    long number = 0;
    boolean head = true;
    for (String line = line(); !line.equals("."); line = line()) {
      if (head) {
        Matcher id = MESSAGE_ID.matcher(line);
        Matcher subject = SUBJECT.matcher(line);
        if (id.matches()) {
          event = Long.parseUnsignedLong(id.group(1), 16);
        } else if (subject.matches()) {
          number = Long.parseLong(subject.group(1));
        }
        head = !line.isEmpty();
      }
    }
    mails.mail(event, number);
    // the more mails hang here, the more outcomes a kill leaves unknown
    Thread.sleep(random.nextInt(slowestMillis));
  }

  private void say(String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(US_ASCII));
    out.flush();
  }

  /** The next line without its end; a longer one than needed is cut. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder(80);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the client is gone");
      }
      if (b != '\r' && line.length() < LONGEST_LINE) {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}

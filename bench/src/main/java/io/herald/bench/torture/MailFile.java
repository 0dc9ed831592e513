package io.herald.bench.torture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.herald.bench.stage.MailSink;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * The mails of one life of the sink, in a file that is written before anything is answered, and
 * outlives the process. Now and then it cuts the connection between the final dot and the answer,
 * half of the times after it has kept the mail.
 *
 * <p>Each line is a word, the event's id in hex, and where a mail is named its number: {@code
 * kept}, {@code cut} (kept, then the connection was cut), {@code dropped} (cut, and not kept),
 * {@code answered} (the 250 was written), {@code unanswered} (the connection ended before). Safe
 * for use by many threads.
 */
final class MailFile implements MailSink.Mailbox, Closeable {
  private static final int OF = 10_000;

  // unbuffered: what was written outlives a SIGKILL
  private final OutputStream out;
  private final RandomGenerator random;
  private final int cuts;

  /**
   * @param file a new one
   * @param random decides where it cuts
   * @param cuts so many of 10,000 mails
   */
  MailFile(Path file, RandomGenerator random, int cuts) throws IOException {
    this.out = new FileOutputStream(file.toFile(), true);
    this.random = random;
    this.cuts = cuts;
  }

  @Override
  public synchronized boolean take(long event, long number) throws IOException {
    int dice = random.nextInt(OF);
    if (dice >= cuts) {
      write("kept", event, " " + number);
      return true;
    }
    write(dice * 2 < cuts ? "cut" : "dropped", event, " " + number);
    return false;
  }

  @Override
  public void answered(long event) throws IOException {
    write("answered", event, "");
  }

  @Override
  public void unanswered(long event) throws IOException {
    write("unanswered", event, "");
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private synchronized void write(String word, long event, String rest) throws IOException {
    out.write((word + " " + Long.toHexString(event) + rest + "\n").getBytes(US_ASCII));
  }
}

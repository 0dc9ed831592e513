package io.herald.bench.endtoend;

import io.herald.bench.stage.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Postfix's own generator straight into the sink: no queue, no rendering, nothing on disk. The most
 * that a sender of mails can reach here.
 */
final class SmtpSource implements Contender {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int SESSIONS = 20;

  private final int port;
  private final Path mail;

  private SmtpSource(int port, Path mail) {
    this.port = port;
    this.mail = mail;
  }

  /** It has no process of its own between runs. */
  static SmtpSource to(int sinkPort, Path work) throws IOException {
    Path mail = work.resolve("mail.eml");
    Files.write(mail, SampleMail.bytes());
    return new SmtpSource(sinkPort, mail);
  }

  @Override
  public String name() {
    return "smtp-source, straight into the sink";
  }

  @Override
  public String key() {
    return "SmtpSource";
  }

  @Override
  public String version() {
    return SESSIONS + " connections that are kept, nothing rendered, nothing durable";
  }

  @Override
  public boolean numbersMails() {
    return false;
  }

  @Override
  public void push(Mails mails) throws IOException, InterruptedException {
    push(port, mail, mails.count());
  }

  /** Sends a mail so many times. */
  static void push(int port, Path mail, int count) throws IOException, InterruptedException {
    Processes.run(
        PATIENCE,
        List.of(
            "smtp-source",
            // a connection for each mail would measure connecting
            "-d",
            "-s",
            Integer.toString(SESSIONS),
            "-m",
            Integer.toString(count),
            "-F",
            mail.toString(),
            "-f",
            "orders@herald.example",
            "-t",
            "reader1@example.com",
            "127.0.0.1:" + port));
  }

  @Override
  public void awaitSettled() {
    // nothing is kept
  }

  @Override
  public Duration cpu() {
    return Duration.ZERO;
  }

  @Override
  public void close() throws IOException {
    Files.delete(mail);
  }
}

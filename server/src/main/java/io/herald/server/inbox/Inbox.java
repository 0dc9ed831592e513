package io.herald.server.inbox;

import io.herald.platform.startstop.Service;
import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server that keeps every mail and shows it, on 127.0.0.1 only.
 *
 * <p>Safe for use by many threads once started.
 */
public final class Inbox implements Service {
  private final InboxOptions options;
  private final Clock clock;
  private @Nullable SmtpListener smtp;
  private @Nullable InboxWeb web;

  public Inbox(InboxOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "inbox";
  }

  /**
   * Reads the mails of the folder and begins to listen.
   *
   * @throws IOException when the folder cannot be read or a port cannot be had; the message names
   *     which
   */
  @Override
  public void start() throws IOException {
    MailFolder folder = options.folder() == null ? null : MailFolder.open(options.folder());
    Mailbox mailbox = new Mailbox(clock, options.maxMails(), options.maxTotalBytes(), folder);
    try {
      smtp =
          named(
              options.smtpPort(), port -> SmtpListener.open(port, mailbox, options.maxMailBytes()));
      InboxApi api = new InboxApi(mailbox, clock);
      web = named(options.webPort(), port -> InboxWeb.open(port, api, new InboxPages(mailbox)));
    } catch (IOException e) {
      stop();
      throw e;
    }
  }

  @Override
  public void stop() {
    if (smtp != null) {
      smtp.close();
    }
    if (web != null) {
      web.close();
    }
  }

  /** The port of the SMTP server. */
  public int smtpPort() {
    if (smtp == null) {
      throw new IllegalStateException("the inbox was not started");
    }
    return smtp.port();
  }

  /** Where the page is, without a slash at the end. */
  public String url() {
    if (web == null) {
      throw new IllegalStateException("the inbox was not started");
    }
    return "http://127.0.0.1:" + web.port();
  }

  private interface Opening<T> {
    T open(int port) throws IOException;
  }

  private static <T> T named(int port, Opening<T> opening) throws IOException {
    try {
      return opening.open(port);
    } catch (BindException e) {
      throw new IOException("port " + port + " on 127.0.0.1 is taken: " + e.getMessage(), e);
    }
  }
}

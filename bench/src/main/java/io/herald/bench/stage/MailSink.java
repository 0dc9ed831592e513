package io.herald.bench.stage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * A mail server on a loopback port that takes everything, a little slowly if wanted, as real ones
 * do.
 */
public final class MailSink implements AutoCloseable {
  /** Who is told of each mail. Safe for use by many threads. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A mail came.
     *
     * @param event whose mail it is, by its Message-ID; 0: it does not say
     * @param number in its subject; 0: there is none
     */
    void mail(long event, long number);
  }

  /** Who decides what becomes of each mail. Safe for use by many threads. */
  public interface Mailbox {
    /**
     * A mail came whole; nothing was answered yet.
     *
     * @param event as above
     * @param number as above
     * @return whether it is answered at all; if not, the connection is cut
     * @throws IOException when it could not be kept; the connection is cut then, too
     */
    boolean take(long event, long number) throws IOException;

    /** The answer to it was handed to the connection. */
    void answered(long event) throws IOException;

    /** The connection ended before its answer was handed over. */
    void unanswered(long event) throws IOException;

    /** A mailbox that only tells. */
    static Mailbox of(Listener listener) {
      return new Mailbox() {
        @Override
        public boolean take(long event, long number) {
          listener.mail(event, number);
          return true;
        }

        @Override
        public void answered(long event) {}

        @Override
        public void unanswered(long event) {}
      };
    }
  }

  private static final int BACKLOG = 200;

  private final ServerSocket listener;
  private final Mailbox mails;
  private final RandomGenerator.SplittableGenerator random;
  private final int slowestMillis;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final LongAdder bytes = new LongAdder();

  /**
   * On a free port, and keeps nothing.
   *
   * @param random decides how long each mail takes
   * @param slowestMillis a mail takes less than that, after it has come; 1 for no time at all
   * @throws IOException when it cannot listen
   */
  public MailSink(Listener mails, RandomGenerator.SplittableGenerator random, int slowestMillis)
      throws IOException {
    this(Mailbox.of(mails), 0, random, slowestMillis);
  }

  /**
   * @param port 0: a free one
   * @param random decides how long each mail takes
   * @param slowestMillis a mail takes less than that, after it has come; 1 for no time at all
   * @throws IOException when it cannot listen
   */
  public MailSink(
      Mailbox mails, int port, RandomGenerator.SplittableGenerator random, int slowestMillis)
      throws IOException {
    this.mails = mails;
    this.slowestMillis = slowestMillis;
    this.random = random;
    this.listener = new ServerSocket();
    listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
    Thread.ofPlatform().daemon().name("mail-sink").start(this::acceptAll);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Of all mails that have come, headers and content, line ends included. */
  public long bytes() {
    return bytes.sum();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket client : open) {
      client.close();
    }
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket client = listener.accept();
        RandomGenerator own = random.split();
        Thread.ofPlatform().daemon().name("mail-session").start(() -> serve(client, own));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client, RandomGenerator own) {
    open.add(client);
    try (client) {
      client.setTcpNoDelay(true);
      new MailSession(
              client.getInputStream(), client.getOutputStream(), mails, bytes, own, slowestMillis)
          .run();
    } catch (IOException e) {
      // the client was killed: what it had not finished does not count
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }
}

package io.herald.bench.torture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * A mail server on a free loopback port that takes everything, a little slowly as real ones do, and
 * keeps count only. Outlives all the processes that send to it.
 */
final class MailSink implements AutoCloseable {
  private static final int BACKLOG = 200;

  private final ServerSocket listener;
  private final Arrivals arrivals;
  private final RandomGenerator.SplittableGenerator random;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /**
   * @param random decides how long each mail takes
   * @throws IOException when it cannot listen
   */
  MailSink(Arrivals arrivals, RandomGenerator.SplittableGenerator random) throws IOException {
    this.arrivals = arrivals;
    this.random = random;
    this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("mail-sink").start(this::acceptAll);
  }

  int port() {
    return listener.getLocalPort();
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
        Thread.ofVirtual().name("mail-session").start(() -> serve(client, own));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client, RandomGenerator own) {
    open.add(client);
    try (client) {
      client.setTcpNoDelay(true);
      new MailSession(client.getInputStream(), client.getOutputStream(), arrivals, own).run();
    } catch (IOException e) {
      // the client was killed: what it had not finished does not count
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }
}

package io.herald.server.inbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts SMTP connections on 127.0.0.1, a virtual thread for each. */
final class SmtpListener {
  private static final Logger log = LoggerFactory.getLogger(SmtpListener.class);

  /** More clients than this wait for nobody: they are turned away with 421. */
  private static final int MAX_CONNECTIONS = 256;

  /** RFC 5321 section 4.5.3.2.7. */
  private static final Duration SILENCE = Duration.ofMinutes(5);

  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Mailbox mailbox;
  private final int maxMailBytes;
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(MAX_CONNECTIONS);
  private final Set<SmtpDialogue> dialogues = ConcurrentHashMap.newKeySet();

  private SmtpListener(Mailbox mailbox, int maxMailBytes, ServerSocket server) {
    this.mailbox = mailbox;
    this.maxMailBytes = maxMailBytes;
    this.server = server;
  }

  /**
   * Begins to listen.
   *
   * @throws IOException when the port cannot be had
   */
  static SmtpListener open(int port, Mailbox mailbox, int maxMailBytes) throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 256);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    SmtpListener listener = new SmtpListener(mailbox, maxMailBytes, server);
    listener.threads.execute(listener::acceptAll);
    return listener;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Ends within two seconds; a message that is being received until then is still kept. */
  void close() {
    closeQuietly(server);
    dialogues.forEach(dialogue -> dialogue.hangUp(false));
    threads.shutdown();
    try {
      if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        dialogues.forEach(dialogue -> dialogue.hangUp(true));
      }
    } catch (InterruptedException e) {
      dialogues.forEach(dialogue -> dialogue.hangUp(true));
      Thread.currentThread().interrupt();
    }
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        if (places.tryAcquire()) {
          Thread.ofVirtual().name("inbox-smtp").start(() -> converse(socket));
        } else {
          turnAway(socket);
        }
      } catch (IOException e) {
        if (!server.isClosed()) {
          log.warn("the inbox could not accept a connection: {}", e.getMessage());
        }
      }
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      // answers leave when they are written: waiting for more would cost 40 ms a command
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) SILENCE.toMillis());
      SmtpDialogue dialogue = new SmtpDialogue(socket, mailbox, maxMailBytes);
      dialogues.add(dialogue);
      try {
        if (!server.isClosed()) {
          dialogue.run();
        }
      } finally {
        dialogues.remove(dialogue);
      }
    } catch (IOException e) {
      log.debug("a client of the inbox left: {}", e.getMessage());
    } finally {
      places.release();
    }
  }

  private static void turnAway(Socket socket) {
    try (socket) {
      socket
          .getOutputStream()
          .write("421 4.3.2 Too many connections\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      log.debug("a client of the inbox left: {}", e.getMessage());
    }
  }

  private static void closeQuietly(ServerSocket server) {
    try {
      server.close();
    } catch (IOException e) {
      log.warn("the SMTP port of the inbox did not close: {}", e.getMessage());
    }
  }
}

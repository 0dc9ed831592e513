package io.herald.testkit.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A real SMTP server on a loopback port, for tests: it keeps what it receives, misbehaves on
 * request, and notes where its client breaks the rules.
 *
 * <pre>{@code
 * try (FakeSmtpServer server = FakeSmtpServer.start()) {
 *   server.next(Step.RCPT, Answer.reply("550 5.1.1 no such user"));
 *   ... send ...
 *   assertThat(server.awaitMails(1)).hasSize(1);
 * }
 * }</pre>
 *
 * Safe for use by many threads.
 */
public final class FakeSmtpServer implements AutoCloseable {
  /** How long the await methods wait when not told otherwise. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Set<String> extensions =
      new LinkedHashSet<>(
          List.of("PIPELINING", "SIZE 10485760", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"));
  private final Map<Step, Deque<Answer>> nextAnswers = new EnumMap<>(Step.class);
  private final Map<Step, Answer> standingAnswers = new EnumMap<>(Step.class);
  private final Map<Step, Integer> reached = new EnumMap<>(Step.class);
  private final List<ReceivedMail> mails = new ArrayList<>();
  private final List<String> commands = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final Set<FakeSmtpSession> open = new HashSet<>();
  private CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable ServerSocket listener;
  private @Nullable Thread acceptor;
  private @Nullable String login;
  private int port;
  private int connections;

  private FakeSmtpServer() {}

  /** A server that behaves, on a free loopback port. */
  public static FakeSmtpServer start() {
    FakeSmtpServer server = new FakeSmtpServer();
    server.startAgain();
    return server;
  }

  /** Listens again on the same port after {@link #stop}. */
  public synchronized void startAgain() {
    if (listener != null) {
      throw new IllegalStateException("it runs already");
    }
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      port = socket.getLocalPort();
      listener = socket;
      stopping = new CountDownLatch(1);
      acceptor = Thread.ofVirtual().name("fake-smtp").start(() -> acceptAll(socket));
    } catch (IOException e) {
      throw new IllegalStateException("cannot listen on port " + port, e);
    }
  }

  /** Cuts all connections and listens no more; what was received is kept. */
  public void stop() {
    Thread accepting = closeListener();
    if (accepting != null) {
      try {
        // only then is the port closed for those who knock
        accepting.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    cutConnections();
  }

  private synchronized @Nullable Thread closeListener() {
    stopping.countDown();
    if (listener != null) {
      try {
        listener.close();
      } catch (IOException e) {
        throw new IllegalStateException("cannot close port " + port, e);
      }
      listener = null;
    }
    return acceptor;
  }

  /** Cuts all connections and goes on listening, as a server does that was idle too long. */
  public synchronized void cutConnections() {
    open.forEach(FakeSmtpSession::cut);
  }

  @Override
  public void close() {
    stop();
  }

  public synchronized int port() {
    return port;
  }

  public String host() {
    return "127.0.0.1";
  }

  /** Takes a line out of the answer to EHLO, by its keyword. */
  public synchronized FakeSmtpServer without(String extension) {
    extensions.removeIf(line -> line.equals(extension) || line.startsWith(extension + " "));
    return this;
  }

  /** Offers STARTTLS with a certificate that only {@link #trust} trusts. */
  public synchronized FakeSmtpServer offeringTls() {
    extensions.add("STARTTLS");
    return this;
  }

  /** A TLS context that trusts this server's certificate, valid for localhost and 127.0.0.1. */
  public static SSLContext trust() {
    return SelfSigned.certificate().client();
  }

  /**
   * Takes mail only after AUTH.
   *
   * @param mechanisms for example {@code PLAIN LOGIN}
   */
  public synchronized FakeSmtpServer requiringLogin(
      String mechanisms, String user, String password) {
    extensions.add("AUTH " + mechanisms);
    login = user + '\0' + password;
    return this;
  }

  /** Does these instead of the usual, one after the other, then the usual again. */
  public synchronized FakeSmtpServer next(Step step, Answer... answers) {
    nextAnswers.computeIfAbsent(step, s -> new ArrayDeque<>()).addAll(List.of(answers));
    return this;
  }

  /** Does this each time from now on; {@link Answer#asUsual} ends it. */
  public synchronized FakeSmtpServer always(Step step, Answer answer) {
    standingAnswers.put(step, answer);
    return this;
  }

  /** What was received so far. */
  public synchronized List<ReceivedMail> mails() {
    return List.copyOf(mails);
  }

  /** Waits for at least this many messages; fails after {@link #PATIENCE}. */
  public List<ReceivedMail> awaitMails(int count) {
    return awaitMails(count, PATIENCE);
  }

  /** Waits for at least this many messages; fails when the time is over. */
  public synchronized List<ReceivedMail> awaitMails(int count, Duration atMost) {
    await(
        () -> mails.size() >= count,
        atMost,
        () -> "waited for " + count + " messages, have " + mails.size());
    return mails();
  }

  /** Every command line so far, of all connections, credentials left out. */
  public synchronized List<String> commands() {
    return List.copyOf(commands);
  }

  /** Waits until a command that starts like this has come at least so many times. */
  public synchronized void awaitCommand(String start, int times) {
    await(
        () -> count(start) >= times,
        PATIENCE,
        () -> "waited for " + times + " of " + start + ", heard " + commands);
  }

  /** How many commands started like this. */
  public synchronized long count(String start) {
    return commands.stream().filter(line -> line.startsWith(start)).count();
  }

  /** Waits until clients have come to a step so many times, answered yet or not. */
  public synchronized void awaitStep(Step step, int times) {
    await(
        () -> reached.getOrDefault(step, 0) >= times,
        PATIENCE,
        () -> "waited for " + times + " of " + step + ", had " + reached.getOrDefault(step, 0));
  }

  /** How many connections were accepted so far. */
  public synchronized int connections() {
    return connections;
  }

  /** Waits until so many connections have been accepted. */
  public synchronized void awaitConnections(int count) {
    await(
        () -> connections >= count,
        PATIENCE,
        () -> "waited for " + count + " connections, had " + connections);
  }

  /** Waits until no connection is open. */
  public synchronized void awaitAllClosed() {
    await(open::isEmpty, PATIENCE, () -> open.size() + " connections are still open");
  }

  /** Where the client broke the rules; empty for a good one. */
  public synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  private void acceptAll(ServerSocket socket) {
    while (true) {
      try {
        Socket client = socket.accept();
        client.setTcpNoDelay(true);
        FakeSmtpSession session;
        synchronized (this) {
          connections++;
          session = new FakeSmtpSession(this, client, connections);
          open.add(session);
          notifyAll();
        }
        Thread.ofVirtual().name("fake-smtp-session").start(session::run);
      } catch (IOException e) {
        return; // closed by stop()
      }
    }
  }

  synchronized List<String> extensions() {
    return List.copyOf(extensions);
  }

  synchronized boolean offers(String extension) {
    return extensions.stream().anyMatch(e -> e.equals(extension) || e.startsWith(extension + " "));
  }

  synchronized @Nullable String login() {
    return login;
  }

  /** What to do now, after waiting for gates and delays. */
  Answer decide(Step step) throws InterruptedException {
    Answer answer;
    synchronized (this) {
      reached.merge(step, 1, Integer::sum);
      notifyAll();
      Deque<Answer> queue = nextAnswers.get(step);
      Answer next = queue == null ? null : queue.poll();
      answer = next != null ? next : standingAnswers.getOrDefault(step, Answer.asUsual());
    }
    while (true) {
      switch (answer) {
        case Answer.AfterGate gated -> {
          gated.gate().await();
          answer = gated.then();
        }
        case Answer.Late late -> {
          CountDownLatch end = stoppingSignal();
          if (end.await(late.by().toNanos(), TimeUnit.NANOSECONDS)) {
            return Answer.drop();
          }
          answer = late.then();
        }
        default -> {
          return answer;
        }
      }
    }
  }

  private synchronized CountDownLatch stoppingSignal() {
    return stopping;
  }

  synchronized void heard(String command) {
    commands.add(command);
    notifyAll();
  }

  synchronized void keep(ReceivedMail mail) {
    mails.add(mail);
    notifyAll();
  }

  synchronized void violated(String rule) {
    violations.add(rule);
  }

  synchronized void ended(FakeSmtpSession session) {
    open.remove(session);
    notifyAll();
  }

  private void await(BooleanSupplier condition, Duration atMost, Supplier<String> complaint) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0) {
        throw new AssertionError(complaint.get() + " after " + atMost);
      }
      try {
        wait(leftMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting", e);
      }
    }
  }
}

package io.herald.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.platform.startstop.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one other cell what was ended here, at once, and again until it has understood or it does
 * not matter any more. What is still to be told is in the table, so a crash loses nothing and
 * nothing piles up in memory; several processes on one database may tell the same thing twice.
 */
final class PeerTeller implements Service {
  private static final Logger log = LoggerFactory.getLogger(PeerTeller.class);
  private static final Duration TIME_OUT = Duration.ofSeconds(3);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  // what another process left behind when it died is told by us
  private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

  private final URI peer;
  private final RevocationStore store;
  private final SecretKey key;
  private final Clock clock;
  private final Semaphore news = new Semaphore(0);
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIME_OUT).build();
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /**
   * @param peer its base address
   */
  PeerTeller(URI peer, RevocationStore store, ClusterKeys keys, Clock clock) {
    this.peer = peer;
    this.store = store;
    this.key = ClusterServlet.key(keys);
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("teller-" + peer.getHost()).unstarted(this::run);
  }

  /** There is something to tell. */
  void wake() {
    news.release();
  }

  @Override
  public String name() {
    return "teller of " + peer;
  }

  @Override
  public void start() {
    thread.start();
    wake();
  }

  @Override
  public void stop() {
    stopping.countDown();
    thread.interrupt();
    http.close();
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    boolean complained = false;
    try {
      while (stopping.getCount() > 0) {
        boolean unused = news.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        news.drainPermits();
        while (!tellAll(complained)) {
          complained = true;
          if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
          Duration longer = pause.multipliedBy(2);
          pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
        pause = FIRST_PAUSE;
        complained = false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopping
    }
  }

  /** True when there is nothing left to tell. */
  private boolean tellAll(boolean complained) throws InterruptedException {
    try {
      while (true) {
        List<Revocation> untold =
            store.untold(peer.toString(), clock.instant(), Revocation.MAX_IN_MESSAGE);
        if (untold.isEmpty()) {
          return true;
        }
        int status = send(Revocation.writeAll(untold).getBytes(UTF_8));
        if (status != 204) {
          complain(complained, status == 403 ? "it has another cluster secret" : "HTTP " + status);
          return false;
        }
        store.told(peer.toString(), untold);
      }
    } catch (IOException | SQLException e) {
      complain(complained, e.toString());
      return false;
    }
  }

  private int send(byte[] message) throws IOException, InterruptedException {
    String base = peer.toString();
    String folder = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return http.send(
            HttpRequest.newBuilder(URI.create(folder + ClusterServlet.PATH))
                .timeout(TIME_OUT)
                .header(ClusterServlet.SIGNATURE, ClusterServlet.signature(key, message))
                .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** Once until it works again. */
  private void complain(boolean complained, String why) {
    if (!complained) {
      log.warn("{} could not be told which sessions were ended: {}; trying on", peer, why);
    }
  }
}

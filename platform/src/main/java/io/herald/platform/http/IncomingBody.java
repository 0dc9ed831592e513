package io.herald.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/**
 * A body while it arrives: it can be looked at before all of it is there. Bounded in length and in
 * time, however slowly it comes. For one thread.
 */
public final class IncomingBody {
  /** How long a body may take to arrive; one read more, which has its own bound, may follow. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Held for every caller that announces a body; more is held as more arrives. */
  private static final int FIRST_BYTES = 4 << 10;

  /** What to tell a caller whose body is not what its headers say. */
  static final String BROKE_OFF = "the body did not arrive as its headers announced it";

  private static final long DISCARDED_BYTES = 4L << 20;

  private final HttpServletRequest request;
  private final InputStream in;
  private final int limitBytes;
  private final long patienceNanos;
  private final long began = System.nanoTime();
  private byte[] bytes;
  private int length;
  private boolean ended;

  private IncomingBody(HttpServletRequest request, int limitBytes, Duration patience)
      throws IOException {
    this.request = request;
    this.in = request.getInputStream();
    this.limitBytes = limitBytes;
    this.patienceNanos = patience.toNanos();
    long declared = request.getContentLengthLong();
    // one byte more than expected, to see the end
    this.bytes = new byte[(int) Math.min(declared < 0 ? FIRST_BYTES : declared + 1, FIRST_BYTES)];
  }

  /**
   * The body of this request, nothing of it read yet.
   *
   * @param limitBytes how long it may be
   * @throws IOException when the connection breaks
   */
  public static IncomingBody of(HttpServletRequest request, int limitBytes) throws IOException {
    return within(request, limitBytes, PATIENCE);
  }

  static IncomingBody within(HttpServletRequest request, int limitBytes, Duration patience)
      throws IOException {
    return new IncomingBody(request, limitBytes, patience);
  }

  /**
   * Reads on until this much is there or the body has ended.
   *
   * @return whether the body has ended: then {@link #soFar} is all of it
   * @throws BodyRefusedException when it breaks off, comes too slowly or there is no room for it
   */
  public boolean await(int atLeastBytes) throws BodyRefusedException {
    while (!ended && length < atLeastBytes) {
      if (length == bytes.length) {
        grow();
      }
      int read = read(length, bytes.length - length);
      ended = read < 0;
      length += Math.max(0, read);
      checkPatience();
    }
    if (ended) {
      BodyLease.arrived(request);
    }
    return ended;
  }

  /** Whether nothing is left to read; also true when all bytes of a declared length are here. */
  public boolean ended() {
    long declared = request.getContentLengthLong();
    return ended || declared >= 0 && length >= declared || declared < 0 && !chunked();
  }

  private boolean chunked() {
    return request.getHeader("Transfer-Encoding") != null;
  }

  /** What has arrived. */
  public byte[] soFar() {
    return Arrays.copyOf(bytes, length);
  }

  /**
   * Reads it to its end. A body whose declared length exceeds the bound is refused without reading
   * it; one without a declared length is read up to one byte more than the bound.
   *
   * @throws BodyRefusedException when it breaks off, comes too slowly or there is no room for it
   */
  public Body all() throws BodyRefusedException {
    if (request.getContentLengthLong() > limitBytes || !await(limitBytes + 1)) {
      return new Body.TooLarge(limitBytes);
    }
    return new Body.Complete(bytes.length == length ? bytes : soFar());
  }

  /**
   * Passes over what has not arrived, after an answer that did not wait for it: closing at once
   * could take the answer from a caller that is still sending.
   *
   * @throws BodyRefusedException when it breaks off, is too long or comes too slowly to be waited
   *     for; then the connection is to be closed
   */
  public void discardRest() throws BodyRefusedException {
    long left = DISCARDED_BYTES;
    while (!ended && left > 0) {
      int read = read(0, bytes.length);
      ended = read < 0;
      left -= Math.max(0, read);
      checkPatience();
    }
    if (!ended) {
      throw new BodyRefusedException(413, "the body is too long to be passed over", null);
    }
  }

  private int read(int at, int most) throws BodyRefusedException {
    try {
      if (in.available() == 0 && !ended()) {
        BodyLease.awaited(request);
      }
      return in.read(bytes, at, most);
    } catch (IOException e) {
      boolean tooSlow =
          e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException;
      throw tooSlow
          ? new BodyRefusedException(408, "the rest of the body did not arrive", null)
          : new BodyRefusedException(400, BROKE_OFF, null);
    }
  }

  private void checkPatience() throws BodyRefusedException {
    if (!ended && System.nanoTime() - began > patienceNanos) {
      throw new BodyRefusedException(
          408,
          "the body did not arrive within " + patienceNanos / 1_000_000_000 + " seconds",
          null);
    }
  }

  private void grow() throws BodyRefusedException {
    long declared = request.getContentLengthLong();
    long expected = declared < 0 ? Long.MAX_VALUE : declared + 1;
    int size = (int) Math.min(Math.min(2L * bytes.length, expected), limitBytes + 1L);
    size = Math.max(size, bytes.length + 1);
    BodyLease.cover(request, size);
    bytes = Arrays.copyOf(bytes, size);
  }
}

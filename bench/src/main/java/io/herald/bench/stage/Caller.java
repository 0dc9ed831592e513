package io.herald.bench.stage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * One connection that stays open (HTTP/1.1), and next to no work of its own: the processors are to
 * be the instance's. For one thread.
 */
public final class Caller implements AutoCloseable {
  /** What came back. */
  public record Reply(int status, String body) {}

  private static final int LONGEST_HEAD = 16_384;
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream in;
  private final String host;
  private final byte[] buffer = new byte[LONGEST_HEAD];
  private int filled;

  /**
   * Connects.
   *
   * @throws IOException when nobody listens
   */
  public Caller(URI instance) throws IOException {
    this(instance, Duration.ZERO);
  }

  /**
   * Connects.
   *
   * @param patience how long an answer may be silent; zero: forever
   * @throws IOException when nobody listens
   */
  public Caller(URI instance, Duration patience) throws IOException {
    socket = new Socket(instance.getHost(), instance.getPort());
    socket.setSoTimeout((int) patience.toMillis());
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
    host = instance.getAuthority();
  }

  /**
   * Posts, and waits for the answer.
   *
   * @throws IOException when no complete answer came
   */
  public Reply post(Door.Call call) throws IOException {
    ask(call);
    return read();
  }

  /**
   * Posts, and does not wait for the answer.
   *
   * @throws IOException when the connection broke
   */
  public void ask(Door.Call call) throws IOException {
    byte[] body = call.body().getBytes(UTF_8);
    StringBuilder head = new StringBuilder(256);
    head.append("POST ").append(call.path()).append(" HTTP/1.1\r\nHost: ").append(host);
    for (Map.Entry<String, String> header : call.headers().entrySet()) {
      head.append("\r\n").append(header.getKey()).append(": ").append(header.getValue());
    }
    head.append("\r\nContent-Length: ").append(body.length).append("\r\n\r\n");
    byte[] first = head.toString().getBytes(ISO_8859_1);
    byte[] whole = new byte[first.length + body.length];
    System.arraycopy(first, 0, whole, 0, first.length);
    System.arraycopy(body, 0, whole, first.length, body.length);
    socket.getOutputStream().write(whole);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Reply read() throws IOException {
    filled = 0;
    int headEnd = -1;
    for (int from = 0; headEnd < 0; headEnd = endOfHead(from)) {
      from = Math.max(0, filled - 3);
      int count = filled < buffer.length ? in.read(buffer, filled, buffer.length - filled) : -1;
      if (count < 0) {
        throw new EOFException("the connection ended before an answer was complete");
      }
      filled += count;
    }
    String head = new String(buffer, 0, headEnd, ISO_8859_1);
    byte[] body = new byte[length(head)];
    int there = Math.min(body.length, filled - headEnd);
    System.arraycopy(buffer, headEnd, body, 0, there);
    if (in.readNBytes(body, there, body.length - there) < body.length - there) {
      throw new EOFException("the answer broke off");
    }
    return new Reply(Integer.parseInt(head, 9, 12, 10), new String(body, UTF_8));
  }

  /** Where the body begins; -1 while the head is not complete. */
  private int endOfHead(int from) {
    for (int i = from; i + 3 < filled; i++) {
      if (buffer[i] == '\r' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
        return i + 4;
      }
    }
    return -1;
  }

  private static int length(String head) throws IOException {
    int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    if (at < 0) {
      throw new IOException("an answer without Content-Length: " + head.lines().findFirst());
    }
    return Integer.parseInt(head.substring(at + LENGTH.length(), head.indexOf('\r', at)).strip());
  }
}

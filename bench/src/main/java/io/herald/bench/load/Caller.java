package io.herald.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.bench.stage.Door;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * One connection that stays open (HTTP/1.1), and next to no work of its own: the processors are to
 * be the instance's. For one thread.
 */
final class Caller implements AutoCloseable {
  /** What came back. */
  record Reply(int status, String body) {}

  private static final int LONGEST_HEAD = 16_384;
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;
  private final String host;

  Caller(URI instance) throws IOException {
    socket = new Socket(instance.getHost(), instance.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
    host = instance.getAuthority();
  }

  /**
   * @throws IOException when no complete answer came
   */
  Reply post(Door.Call call) throws IOException {
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
    return read();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Reply read() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = -1;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    if (length < 0) {
      throw new IOException("an answer without Content-Length");
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the answer broke off");
    }
    return new Reply(status, new String(body, UTF_8));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(80);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.length() > LONGEST_HEAD) {
        throw new EOFException("the connection ended");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}

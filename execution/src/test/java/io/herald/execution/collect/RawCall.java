package io.herald.execution.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A connection on which bytes are sent as they are, for what no HTTP client would send. */
public final class RawCall implements AutoCloseable {
  /** Longer than anything the server waits for. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Socket socket;

  private RawCall(Socket socket) {
    this.socket = socket;
  }

  /** Connects to a port of this machine. */
  public static RawCall to(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
    return new RawCall(socket);
  }

  /** Sends bytes; a server that has closed already is none of our business. */
  public RawCall send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // the answer tells
    }
    return this;
  }

  /** Sends no more. */
  public RawCall finish() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /**
   * Everything the server says until it closes.
   *
   * @throws SocketTimeoutException when it does neither
   */
  public String answer() throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (this) {
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        answer.write(buffer, 0, n);
      }
    } catch (SocketException e) {
      // closed while we were still sending: what came before counts
    }
    return answer.toString(UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

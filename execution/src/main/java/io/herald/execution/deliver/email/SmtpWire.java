package io.herald.execution.deliver.email;

import io.herald.message.channel.MailBytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one SMTP connection: commands and content out through one buffer that is kept for
 * the life of the connection, replies in.
 *
 * <p>For use by one thread, except {@link #abort} and {@link #abortIfOverdue}, which any thread may
 * call.
 */
final class SmtpWire implements AutoCloseable {
  private static final int BUFFER_BYTES = 32 * 1024;
  private static final byte[] LINE_END = {'\r', '\n'};

  private final SmtpTimeouts timeouts;
  private final byte[] out = new byte[BUFFER_BYTES];
  private int used;
  private SmtpReplyReader replies = new SmtpReplyReader(InputStream.nullInputStream());
  private volatile @Nullable Socket tcp;
  private @Nullable Socket socket;
  private long readDeadline;
  private volatile boolean aborted;
  // Java has no time-out for writes and handshakes; a watcher compares this with the clock
  private volatile long overdueAt = Long.MAX_VALUE;

  SmtpWire(SmtpTimeouts timeouts) {
    this.timeouts = timeouts;
  }

  /**
   * Connects, trying every address the name has.
   *
   * @throws IOException what the last address said
   */
  void connect(String host, int port) throws IOException {
    int timeoutMillis = (int) Math.max(1, timeouts.connect().toMillis());
    IOException last = new IOException("the name has no address");
    for (InetAddress address : InetAddress.getAllByName(host)) {
      Socket attempt = new Socket();
      tcp = attempt;
      try {
        if (aborted) {
          throw new IOException("given up: shutting down");
        }
        attempt.connect(new InetSocketAddress(address, port), timeoutMillis);
        attempt.setTcpNoDelay(true);
        use(attempt);
        return;
      } catch (IOException e) {
        attempt.close();
        last = e;
      }
    }
    throw last;
  }

  /** The address of our end, as an address literal for EHLO (RFC 5321 §4.1.3). */
  String localLiteral() {
    InetAddress local = connected().getLocalAddress();
    String text = local.getHostAddress();
    int zone = text.indexOf('%');
    text = zone < 0 ? text : text.substring(0, zone);
    return local.getAddress().length == 4 ? "[" + text + "]" : "[IPv6:" + text + "]";
  }

  /**
   * Goes over to TLS on the same connection.
   *
   * @param checkHost the certificate must be valid for the host
   * @throws IOException when the two cannot agree, or the server spoke before it was encrypted:
   *     what arrived in the clear could have been slipped in by somebody else
   */
  void startTls(SSLContext context, String host, boolean checkHost) throws IOException {
    if (replies.hasUnread()) {
      throw new SmtpProtocolException("the server spoke between STARTTLS and encryption");
    }
    Socket plain = connected();
    SSLSocket secure =
        (SSLSocket) context.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
    if (checkHost) {
      SSLParameters parameters = secure.getSSLParameters();
      // the rules of RFC 2818, which are those of RFC 6125 for names in certificates
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
    }
    secure.setSoTimeout((int) Math.max(1, timeouts.connect().toMillis()));
    overdueAt = System.nanoTime() + timeouts.connect().toNanos();
    try {
      secure.startHandshake();
    } finally {
      overdueAt = Long.MAX_VALUE;
    }
    use(secure);
  }

  /** Puts a command and its line end into the buffer. */
  void command(byte[] line) throws IOException {
    put(line, 0, line.length);
    put(LINE_END, 0, 2);
  }

  void command(String line) throws IOException {
    command(line.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Puts a message into the buffer, which is sent on whenever it is full: every line end becomes
   * CRLF (a bare CR or LF means different things to different servers), a dot at the start of a
   * line is doubled (RFC 5321 §4.5.2), the last line is ended. The final dot is not part of it.
   */
  void content(byte[] content) throws IOException {
    int length = content.length;
    int at = 0;
    while (at < length) {
      if (content[at] == '.') {
        put('.');
      }
      int lineStart = at;
      at = MailBytes.lineEnd(content, at, length);
      put(content, lineStart, at - lineStart);
      put(LINE_END, 0, 2);
      if (at < length) {
        boolean pair = content[at] == '\r' && at + 1 < length && content[at + 1] == '\n';
        at += pair ? 2 : 1;
      }
    }
  }

  /** Puts the final dot into the buffer; the caller has ended the last line. */
  void finalDot() throws IOException {
    put('.');
    put(LINE_END, 0, 2);
  }

  /** Sends what is in the buffer. */
  void flush() throws IOException {
    if (used == 0) {
      return;
    }
    int count = used;
    used = 0;
    OutputStream stream = connected().getOutputStream();
    overdueAt = System.nanoTime() + timeouts.write().toNanos();
    try {
      stream.write(out, 0, count);
      stream.flush();
    } finally {
      overdueAt = Long.MAX_VALUE;
    }
  }

  /**
   * The next reply, which may take as long as the stage allows, however slowly its bytes come.
   *
   * @throws IOException also when the time is over
   */
  SmtpReply reply(SmtpStage stage) throws IOException {
    readDeadline = System.nanoTime() + timeouts.forAnswer(stage).toNanos();
    try {
      return replies.read();
    } catch (SocketTimeoutException e) {
      throw new SocketTimeoutException("no answer to " + stage.words() + " in time");
    } catch (EOFException e) {
      throw new EOFException(
          "the server closed the connection instead of answering " + stage.words());
    }
  }

  /** Ends the connection at once; whoever reads or writes gets an IOException. */
  void abort() {
    aborted = true;
    closeTcp();
  }

  /** Ends the connection when a write or handshake takes longer than it may. */
  void abortIfOverdue() {
    long due = overdueAt;
    if (due != Long.MAX_VALUE && System.nanoTime() - due > 0) {
      abort();
    }
  }

  @Override
  public void close() {
    closeTcp();
  }

  // closing the TCP socket and not the TLS one: the latter waits for a writer that hangs
  private void closeTcp() {
    Socket open = tcp;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // it is as closed as it will get
      }
    }
  }

  private void use(Socket connected) throws IOException {
    socket = connected;
    replies = new SmtpReplyReader(new InputWithDeadline(connected.getInputStream()));
  }

  private Socket connected() {
    Socket open = socket;
    if (open == null) {
      throw new IllegalStateException("not connected yet");
    }
    return open;
  }

  private void put(char ascii) throws IOException {
    if (used == out.length) {
      flush();
    }
    out[used++] = (byte) ascii;
  }

  private void put(byte[] bytes, int from, int count) throws IOException {
    int at = from;
    int left = count;
    while (left > 0) {
      if (used == out.length) {
        flush();
      }
      int part = Math.min(left, out.length - used);
      System.arraycopy(bytes, at, out, used, part);
      used += part;
      at += part;
      left -= part;
    }
  }

  /** A server that sends one byte a minute must not be able to hold us for ever. */
  private final class InputWithDeadline extends InputStream {
    private final InputStream in;

    InputWithDeadline(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      long leftMillis = (readDeadline - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0) {
        throw new SocketTimeoutException("no answer in time");
      }
      connected().setSoTimeout((int) Math.min(leftMillis, Integer.MAX_VALUE));
      return in.read(bytes, offset, length);
    }
  }
}

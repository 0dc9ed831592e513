package io.herald.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request from this machine and its response without a server around them. */
final class StubExchange {
  private final String path;
  private final Map<String, String> headers;
  private final String contentType;
  private final byte[] body;
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream(2048);
  private final ServletInputStream in;
  private final ServletOutputStream out;

  StubExchange(String path, String contentType, byte[] body) {
    this(path, contentType, Map.of(), body);
  }

  /**
   * @param headers by name, spelled as the servlet asks for them
   */
  StubExchange(String path, String contentType, Map<String, String> headers, byte[] body) {
    this.path = path;
    this.headers = headers;
    this.contentType = contentType;
    this.body = body;
    this.in = new Input(new ByteArrayInputStream(body));
    this.out = new Output(answer);
  }

  HttpServletRequest request() {
    return proxy(HttpServletRequest.class, this::requested);
  }

  HttpServletResponse response() {
    return proxy(
        HttpServletResponse.class,
        (method, argument) -> method.equals("getOutputStream") ? out : null);
  }

  String answer() {
    return answer.toString(UTF_8);
  }

  private @Nullable Object requested(String method, @Nullable Object argument) {
    return switch (method) {
      case "getMethod" -> "POST";
      case "getRequestURI", "getServletPath" -> path;
      case "getRemoteAddr" -> "127.0.0.1";
      case "isSecure" -> false;
      case "getContentType" -> contentType;
      case "getContentLengthLong" -> (long) body.length;
      case "getInputStream" -> in;
      case "getHeader" -> argument == null ? null : headers.get(argument);
      default -> null; // no cookies, parameters or attributes
    };
  }

  private interface Answers {
    @Nullable Object answer(String method, @Nullable Object argument);
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                answers.answer(method.getName(), arguments == null ? null : arguments[0])));
  }

  private static final class Input extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Input(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return bytes.read(target, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Output extends ServletOutputStream {
    private final ByteArrayOutputStream bytes;

    Output(ByteArrayOutputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public void write(int b) {
      bytes.write(b);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      bytes.write(source, offset, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}

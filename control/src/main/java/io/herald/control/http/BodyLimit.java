package io.herald.control.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpStatus;

/**
 * Takes request bodies up to a limit (API-2): a longer one is refused by its declared length before
 * a byte is read, or, sent in chunks, when it passes the limit. Addresses below a prefix have a
 * limit of their own.
 */
public final class BodyLimit extends HttpFilter {
  private static final long serialVersionUID = 1;

  private final long limitBytes;
  private final Set<String> exempt;
  private final transient ProblemWriter problems;

  /**
   * @param exempt what the paths begin with that limit their bodies themselves
   */
  public BodyLimit(long limitBytes, Set<String> exempt, ProblemWriter problems) {
    this.limitBytes = limitBytes;
    this.exempt = Set.copyOf(exempt);
    this.problems = problems;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (exempt.stream().anyMatch(request.getServletPath()::startsWith)) {
      chain.doFilter(request, response);
      return;
    }
    if (request.getContentLengthLong() > limitBytes) {
      problems.write(
          response,
          Problem.ofStatus(
              HttpStatus.CONTENT_TOO_LARGE, new BodyTooLongException(limitBytes).getMessage()));
      return;
    }
    chain.doFilter(new Limited(request, limitBytes), response);
  }

  private static final class Limited extends HttpServletRequestWrapper {
    private final long limitBytes;

    Limited(HttpServletRequest request, long limitBytes) {
      super(request);
      this.limitBytes = limitBytes;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new LimitedStream(super.getInputStream(), limitBytes);
    }
  }

  private static final class LimitedStream extends ServletInputStream {
    private final ServletInputStream body;
    private final long limitBytes;
    private long readBytes;

    LimitedStream(ServletInputStream body, long limitBytes) {
      this.body = body;
      this.limitBytes = limitBytes;
    }

    @Override
    public int read() throws IOException {
      int next = body.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int got = body.read(into, offset, length);
      count(Math.max(got, 0));
      return got;
    }

    private void count(int bytes) throws BodyTooLongException {
      readBytes += bytes;
      if (readBytes > limitBytes) {
        throw new BodyTooLongException(limitBytes);
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}

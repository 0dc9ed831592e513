package io.herald.control.http;

import io.herald.platform.http.RequestIds;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Names every request, in the answer and in the log (API-5). */
public final class RequestNaming extends HttpFilter {
  private static final long serialVersionUID = 1;

  private final transient RequestIds ids;

  public RequestNaming(RequestIds ids) {
    this.ids = ids;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try (var _ = ids.name(response)) {
      chain.doFilter(request, response);
    }
  }
}

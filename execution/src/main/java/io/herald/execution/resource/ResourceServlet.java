package io.herald.execution.resource;

import io.herald.message.file.FileType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves stored files to anybody: GET and HEAD of {@code /r/<sha256>/<name>}. The name is for
 * people; the sum says which file, so that an answer is good for ever.
 *
 * <p>Only pictures that run nothing are shown in place; everything else is a download, and nothing
 * is what a browser guesses (TPL-14).
 */
public final class ResourceServlet extends HttpServlet {
  /** Where it is mounted. */
  public static final String PREFIX = "/r/";

  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(ResourceServlet.class);
  private static final int SUM = 64;

  private final transient Resources resources;

  public ResourceServlet(Resources resources) {
    this.resources = resources;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // a mapping of /r/* also gets /r
    String uri = request.getRequestURI();
    String path = uri.startsWith(PREFIX) ? uri.substring(PREFIX.length()) : "";
    response.setHeader("X-Content-Type-Options", "nosniff");
    boolean named = path.length() > SUM + 1 && path.charAt(SUM) == '/';
    String sum = named ? path.substring(0, SUM) : "";
    if (!Resources.isSum(sum)) {
      refuse(response, 404, "there is no such file");
      return;
    }
    Optional<Resource> found;
    try {
      found = resources.find(sum);
    } catch (SQLException e) {
      log.warn("a stored file cannot be read: {}", e.getMessage());
      refuse(response, 503, "the database does not answer, try again");
      return;
    }
    if (found.isEmpty()) {
      refuse(response, 404, "there is no such file");
      return;
    }
    serve(request, response, sum, found.get());
  }

  private static void serve(
      HttpServletRequest request, HttpServletResponse response, String sum, Resource resource)
      throws IOException {
    String etag = '"' + sum + '"';
    response.setHeader("ETag", etag);
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    if (etag.equals(request.getHeader("If-None-Match"))) {
      response.setStatus(304);
      return;
    }
    boolean picture = FileType.isPicture(resource.type());
    response.setContentType(FileType.isActive(resource.type()) ? FileType.ANY : resource.type());
    response.setHeader("Content-Disposition", picture ? "inline" : "attachment");
    response.setContentLength(resource.bytes().length);
    response.getOutputStream().write(resource.bytes());
  }

  private static void refuse(HttpServletResponse response, int status, String why)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=utf-8");
    response.getWriter().println(why);
  }
}

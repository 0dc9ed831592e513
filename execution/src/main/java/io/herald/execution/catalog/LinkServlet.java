package io.herald.execution.catalog;

import io.herald.message.link.Catalog;
import io.herald.message.link.LinkPaths;
import io.herald.message.link.Publication;
import io.herald.message.template.TemplateError;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where control tells this instance what is published ({@link LinkPaths}). Every call needs the
 * link secret; without one configured, every call is refused.
 */
public final class LinkServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(LinkServlet.class);
  private static final int MAX_BODY_BYTES = 16 << 20;

  private final transient PublishedTemplates templates;
  private final transient int instance;
  private final transient LinkGate gate;
  // unknown fields come from a newer control, which only adds (see message.link)
  private final transient JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * @param secret what control must present; empty: nobody may
   */
  public LinkServlet(PublishedTemplates templates, int instance, String secret) {
    this.templates = templates;
    this.instance = instance;
    this.gate = new LinkGate(secret);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!gate.lets(request)) {
      answer(response, 401, Map.of("message", LinkGate.REFUSAL));
      return;
    }
    String path = request.getRequestURI();
    try {
      if (request.getMethod().equals("GET") && path.equals(LinkPaths.CATALOG)) {
        answer(response, 200, new Catalog(instance, templates.live()));
      } else if (request.getMethod().equals("PUT") && path.startsWith(LinkPaths.PUBLICATIONS)) {
        publish(name(path), request, response);
      } else if (request.getMethod().equals("DELETE") && path.startsWith(LinkPaths.PUBLICATIONS)) {
        templates.unpublish(name(path));
        response.setStatus(204);
      } else {
        answer(response, 404, Map.of("message", "no such link operation"));
      }
    } catch (SQLException e) {
      log.warn("a link call failed: {}", e.getMessage());
      answer(response, 503, Map.of("message", "the database does not answer, try again"));
    }
  }

  private void publish(String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException, SQLException {
    byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      answer(response, 413, Map.of("message", "a publication may have at most 16 MiB"));
      return;
    }
    Publication publication;
    try {
      publication = json.readValue(body, Publication.class);
    } catch (JacksonException e) {
      answer(response, 400, Map.of("message", "not a publication: " + e.getOriginalMessage()));
      return;
    }
    if (!publication.template().equals(name)) {
      answer(response, 400, Map.of("message", "the path names another template than the body"));
      return;
    }
    List<TemplateError> errors =
        templates.publish(publication, LinkPaths.PAUSED.equals(request.getQueryString()));
    if (errors.isEmpty()) {
      response.setStatus(204);
    } else {
      answer(response, 422, Map.of("message", "does not compile here", "findings", errors));
    }
  }

  private static String name(String path) {
    return URLDecoder.decode(
        path.substring(LinkPaths.PUBLICATIONS.length()).replace("+", "%2B"),
        StandardCharsets.UTF_8);
  }

  private void answer(HttpServletResponse response, int status, Object body) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.getOutputStream().write(json.writeValueAsBytes(body));
  }
}

package io.herald.platform.http.operation;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Serves the OpenAPI document and a page to browse it (Swagger UI, from its WebJar). To be mapped
 * to {@link #DOCUMENT} and {@link #PAGES}. Anybody may read them: they describe the product, not
 * what is stored.
 */
public final class ApiPages extends HttpServlet {
  /** Where the document is. */
  public static final String DOCUMENT = "/v1/openapi.json";

  /** Where the page is. */
  public static final String PAGES = "/v1/docs/*";

  @Serial private static final long serialVersionUID = 1L;
  private static final String WEB_JAR = "META-INF/resources/webjars/swagger-ui/";

  // scripts and styles only from here, nothing inline, nobody may put the page into a frame
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "png", "image/png");

  private static final Map<String, String> FILES =
      Map.of(
          "/", "docs.html",
          "/start.js", "start.js",
          "/page.css", "page.css",
          "/swagger-ui.css", "swagger-ui.css",
          "/swagger-ui-bundle.js", "swagger-ui-bundle.js",
          "/favicon-32x32.png", "favicon-32x32.png");

  private final byte[] document;
  private final String version;

  /**
   * @param document as {@link OpenApiDocument} made it
   */
  public ApiPages(byte[] document) {
    this.document = document.clone();
    this.version = version();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    if (request.getServletPath().equals(DOCUMENT)) {
      response.setContentType("application/json");
      response.getOutputStream().write(document);
      return;
    }
    String path = request.getPathInfo();
    if (path == null) {
      response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
      response.setHeader("Location", "docs/"); // relative: right behind any proxy
      return;
    }
    String file = FILES.get(path);
    if (file == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Cache-Control", "max-age=3600");
    response.setContentType(MEDIA_TYPES.get(file.substring(file.lastIndexOf('.') + 1)));
    try (InputStream content = open(file)) {
      if (content == null) {
        throw new IOException("missing in the WebJar: " + file);
      }
      content.transferTo(response.getOutputStream());
    }
  }

  private @Nullable InputStream open(String file) {
    InputStream ours = ApiPages.class.getResourceAsStream(file);
    return ours != null
        ? ours
        : ApiPages.class.getClassLoader().getResourceAsStream(WEB_JAR + version + "/" + file);
  }

  /** The WebJar's files lie in a folder with its version for a name. */
  private static String version() {
    String place = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
    try (InputStream in = ApiPages.class.getClassLoader().getResourceAsStream(place)) {
      if (in == null) {
        throw new IllegalStateException("the WebJar of Swagger UI is not on the class path");
      }
      Properties properties = new Properties();
      properties.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.herald.platform.soap;

import io.herald.platform.access.AccessUnavailable;
import io.herald.platform.access.AgentAuthentication;
import io.herald.platform.access.AgentCredentials;
import io.herald.platform.access.SecurityZone;
import io.herald.platform.access.Zones;
import io.herald.platform.http.Caller;
import io.herald.platform.http.Callers;
import io.herald.platform.http.RequestIds;
import io.herald.platform.soap.schema.Schema;
import io.herald.platform.soap.schema.Schemas;
import io.herald.platform.soap.schema.WsdlDocument;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells toolkits how to call us: the WSDL of a schema, for callers who are logged on (client
 * contract A.10). Map it to {@link #PATH}.
 */
public final class WsdlServlet extends HttpServlet {
  /** Where existing toolkits ask. */
  public static final String PATH = "/nl/jsp/schemawsdl.jsp";

  @Serial private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(WsdlServlet.class);

  private static final String WHO_ARE_YOU =
      "The WSDL is shown to callers who are logged on. Bring one of these: HTTP Basic with login and"
          + " password; Authorization: Bearer with an access token; the session token of Logon as"
          + " cookie __sessiontoken or header X-Session-Token, with its security token as header"
          + " X-Security-Token.";

  private final transient Schemas schemas;
  private final transient AgentAuthentication authentication;
  private final transient Zones zones;
  private final transient Callers callers;
  private final transient RequestIds requestIds;
  private final boolean openInZones;
  private final String address;

  /**
   * @param openInZones whether callers of a security zone of their own need not be logged on
   * @param publicUrl address callers know this instance by
   */
  public WsdlServlet(
      Schemas schemas,
      AgentAuthentication authentication,
      Zones zones,
      Callers callers,
      RequestIds requestIds,
      boolean openInZones,
      String publicUrl) {
    this.schemas = schemas;
    this.authentication = authentication;
    this.zones = zones;
    this.callers = callers;
    this.requestIds = requestIds;
    this.openInZones = openInZones;
    this.address = publicUrl + SoapRouter.PATH;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try (RequestIds.Named _ = requestIds.name(response)) {
      if (admitted(request)) {
        answer(request.getParameter("schema"), response);
      } else {
        log.info("refused with 401: nobody is logged on who may see a WSDL");
        response.setHeader("WWW-Authenticate", "Basic realm=\"Herald\", charset=\"UTF-8\"");
        text(response, 401, WHO_ARE_YOU);
      }
    } catch (AccessUnavailable e) {
      response.setHeader("Retry-After", "5");
      text(response, 503, "Credentials cannot be checked at the moment.");
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    doGet(request, response);
  }

  private void answer(@Nullable String name, HttpServletResponse response) throws IOException {
    Optional<Schema> schema =
        schemas
            .find(name == null ? "" : name.strip())
            .filter(described -> !described.methods().isEmpty());
    if (schema.isPresent()) {
      send(response, 200, "text/xml;charset=utf-8", WsdlDocument.of(schema.get(), address));
    } else {
      text(
          response,
          404,
          "No such schema has methods here. Ask with ?schema= and one of " + schemas.withMethods());
    }
  }

  private boolean admitted(HttpServletRequest request) {
    Caller caller = callers.of(request);
    if (openInZones && zones.of(caller.address()) != SecurityZone.PUBLIC) {
      return true;
    }
    AgentCredentials credentials =
        AgentCredentials.of(request, basic(request.getHeader("Authorization")));
    return authentication.admit(credentials, caller)
        instanceof AgentAuthentication.Admission.Admitted;
  }

  /**
   * Login and password (RFC 7617) as calls carry them inline, so that the same zones allow them;
   * empty when the header is none of that kind.
   */
  private static String basic(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return "";
    }
    try {
      byte[] pair = Base64.getDecoder().decode(header.substring(6).strip());
      String text = new String(pair, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0 ? "" : text.substring(0, colon) + "/" + text.substring(colon + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static void text(HttpServletResponse response, int status, String text)
      throws IOException {
    send(response, status, "text/plain;charset=utf-8", text + "\n");
  }

  private static void send(HttpServletResponse response, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}

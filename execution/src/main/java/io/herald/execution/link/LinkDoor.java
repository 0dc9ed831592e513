package io.herald.execution.link;

import io.herald.message.link.LinkPaths;
import io.herald.platform.database.DatabaseUnavailableException;
import io.herald.platform.http.Body;
import io.herald.platform.http.RequestIds;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets control in and takes it where it asks to go. Every call needs the link secret; without one
 * configured, every call is refused. A body has at most 16 MiB and is read when somebody is let in,
 * not before.
 */
public final class LinkDoor extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(LinkDoor.class);

  private final transient List<LinkRoute> routes;
  private final transient LinkGate gate;
  private final transient RequestIds requestIds;
  private final transient JsonMapper json = JsonMapper.builder().build();

  /**
   * @param routes the first that fits is taken
   * @param secret what control must present; empty: nobody may
   */
  public LinkDoor(List<LinkRoute> routes, String secret, RequestIds requestIds) {
    this.routes = List.copyOf(routes);
    this.gate = new LinkGate(secret);
    this.requestIds = requestIds;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try (RequestIds.Named _ = requestIds.name(response)) {
      LinkReply reply = reply(request);
      if (reply.status() >= 400) {
        log.info("a link call was refused with {}", reply.status());
      }
      response.setStatus(reply.status());
      if (reply.body() != null) {
        response.setContentType("application/json");
        response.getOutputStream().write(json.writeValueAsBytes(reply.body()));
      }
    }
  }

  private LinkReply reply(HttpServletRequest request) throws IOException {
    if (!gate.lets(request)) {
      return LinkReply.explained(401, LinkGate.REFUSAL);
    }
    String path = request.getRequestURI();
    Optional<LinkRoute> route =
        routes.stream().filter(one -> one.leadsTo(request.getMethod(), path)).findFirst();
    if (route.isEmpty()) {
      return LinkReply.explained(404, "no such link operation");
    }
    try {
      return switch (Body.read(request, LinkPaths.MAX_BODY_BYTES)) {
        case Body.TooLarge _ ->
            LinkReply.explained(413, "a call may carry at most 16 MiB, with all its data");
        case Body.Complete(byte[] bytes) ->
            route
                .get()
                .handler()
                .handle(
                    new LinkCall(
                        path.substring(route.get().path().length()),
                        request.getQueryString(),
                        bytes));
      };
    } catch (JacksonException e) {
      return LinkReply.explained(400, "the body cannot be read: " + e.getOriginalMessage());
    } catch (SQLException | DatabaseUnavailableException e) {
      log.warn("a link call failed: {}", e.getMessage());
      return LinkReply.explained(503, "the database does not answer, try again");
    } catch (InterruptedException _) {
      // not marked again: a thread that is marked could not write the answer
      return LinkReply.explained(503, "the instance stops, try again");
    }
  }
}

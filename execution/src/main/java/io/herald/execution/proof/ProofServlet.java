package io.herald.execution.proof;

import io.herald.execution.catalog.LinkGate;
import io.herald.execution.queue.Events;
import io.herald.message.link.EventData;
import io.herald.message.link.LinkPaths;
import io.herald.message.link.Proof;
import io.herald.platform.database.DatabaseUnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where control hands proofs in, asks what became of them, and asks what a past event said ({@link
 * LinkPaths#PROOFS}, {@link LinkPaths#EVENTS}). Every call needs the link secret.
 */
public final class ProofServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(ProofServlet.class);
  private static final int MAX_BODY_BYTES = 16 << 20;
  private static final Pattern PROOF_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern EVENT_ID = Pattern.compile("\\d{1,19}");

  private final transient ProofIntake proofs;
  private final transient Events events;
  private final transient LinkGate gate;
  // unknown fields come from a newer control, which only adds (see message.link)
  private final transient JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * @param secret what control must present; empty: nobody may
   */
  public ProofServlet(ProofIntake proofs, Events events, String secret) {
    this.proofs = proofs;
    this.events = events;
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
      if (request.getMethod().equals("PUT") && path.startsWith(LinkPaths.PROOFS)) {
        accept(path.substring(LinkPaths.PROOFS.length()), request, response);
      } else if (request.getMethod().equals("GET") && path.startsWith(LinkPaths.PROOFS)) {
        found(response, proofs.outcomes(path.substring(LinkPaths.PROOFS.length())), "proof");
      } else if (request.getMethod().equals("GET") && path.startsWith(LinkPaths.EVENTS)) {
        found(response, event(path.substring(LinkPaths.EVENTS.length())), "event");
      } else {
        answer(response, 404, Map.of("message", "no such link operation"));
      }
    } catch (SQLException | DatabaseUnavailableException e) {
      log.warn("a link call failed: {}", e.getMessage());
      answer(response, 503, Map.of("message", "the database does not answer, try again"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      answer(response, 503, Map.of("message", "the instance stops, try again"));
    }
  }

  private void accept(String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException, SQLException, InterruptedException {
    if (!PROOF_ID.matcher(id).matches()) {
      answer(response, 400, Map.of("message", "a proof's id has letters, digits and hyphens"));
      return;
    }
    byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      answer(
          response,
          413,
          Map.of("message", "a proof may have at most 16 MiB with all its data; send fewer seeds"));
      return;
    }
    Proof proof;
    try {
      proof = json.readValue(body, Proof.class);
    } catch (JacksonException e) {
      answer(response, 400, Map.of("message", "not a proof: " + e.getOriginalMessage()));
      return;
    }
    switch (proofs.accept(id, proof)) {
      case ProofIntake.Acceptance.Accepted _ -> response.setStatus(204);
      case ProofIntake.Acceptance.DoesNotCompile(var errors) ->
          answer(response, 422, Map.of("message", "does not compile here", "findings", errors));
      case ProofIntake.Acceptance.Refused(String why) ->
          answer(response, 422, Map.of("message", why));
      case ProofIntake.Acceptance.Unavailable(String why) ->
          answer(response, 503, Map.of("message", why));
    }
  }

  private Optional<EventData> event(String id) {
    return EVENT_ID.matcher(id).matches() && new BigInteger(id).bitLength() < Long.SIZE
        ? events.find(Long.parseLong(id)).map(stored -> EventData.of(stored.event()))
        : Optional.empty();
  }

  private void found(HttpServletResponse response, Optional<?> what, String kind)
      throws IOException {
    if (what.isPresent()) {
      answer(response, 200, what.get());
    } else {
      answer(response, 404, Map.of("message", "there is no such " + kind + " here"));
    }
  }

  private void answer(HttpServletResponse response, int status, Object body) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.getOutputStream().write(json.writeValueAsBytes(body));
  }
}

package io.herald.platform.soap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.platform.access.AccessUnavailable;
import io.herald.platform.access.AgentAuthentication;
import io.herald.platform.access.AgentCredentials;
import io.herald.platform.access.Permission;
import io.herald.platform.access.Principal;
import io.herald.platform.database.DatabaseUnavailableException;
import io.herald.platform.http.Body;
import io.herald.platform.http.BodyRefusedException;
import io.herald.platform.http.Callers;
import io.herald.platform.http.IncomingBody;
import io.herald.platform.http.RequestIds;
import io.herald.platform.soap.schema.Method;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one address of all SOAP calls (API-20). Map it to {@link #PATH}; the query string is ignored.
 * Every answer to a POST has HTTP status 200, because existing clients read no other.
 *
 * <p>A message longer than {@link #UNPROVEN_BYTES} is read on only after its caller has been
 * admitted by what stands in the HTTP headers or at the beginning of the message: strangers cost no
 * memory.
 */
public final class SoapRouter extends HttpServlet {
  /** Where existing clients send their calls. */
  public static final String PATH = "/nl/jsp/soaprouter.jsp";

  @Serial private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(SoapRouter.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** What a caller may send before it has said who it is. */
  private static final int UNPROVEN_BYTES = 64 << 10;

  private final transient SoapParser parser;
  private final transient AgentAuthentication authentication;
  private final transient Callers callers;
  private final transient RequestIds requestIds;
  private final int maxBytes;

  /**
   * @param maxBytes largest message
   */
  public SoapRouter(
      SoapMethods methods,
      AgentAuthentication authentication,
      Callers callers,
      RequestIds requestIds,
      int maxBytes) {
    this.parser = new SoapParser(methods);
    this.authentication = authentication;
    this.callers = callers;
    this.requestIds = requestIds;
    this.maxBytes = maxBytes;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try (RequestIds.Named call = requestIds.name(response)) {
      IncomingBody body = IncomingBody.of(request, maxBytes);
      SoapAnswer answer = answer(body, request, response, call.id());
      if (answer instanceof SoapAnswer.Fault fault) {
        // a fault never repeats the caller's data, so the line does not either (API-5, API-8)
        log.info("refused with {}: {} {}", fault.code().label(), fault.text(), fault.detail());
        if (fault.retryAfter() != null) {
          response.setHeader(
              "Retry-After", Long.toString(Math.max(1, fault.retryAfter().toSeconds())));
        }
      }
      byte[] bytes = SoapWriter.envelope(answer).getBytes(UTF_8);
      response.setContentType("text/xml; charset=utf-8");
      if (body.ended()) {
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
      } else {
        // a complete answer would close what is still coming in; so its end is that of the
        // connection
        response.setHeader("Connection", "close");
        response.getOutputStream().write(bytes);
        response.flushBuffer();
        body.discardRest();
      }
    }
  }

  private SoapAnswer answer(
      IncomingBody body, HttpServletRequest request, HttpServletResponse response, String requestId)
      throws IOException {
    try {
      if (request.getContentLengthLong() <= maxBytes && !body.await(UNPROVEN_BYTES)) {
        @Nullable SoapAnswer refusal = refuseUnproven(body, request, requestId);
        if (refusal != null) {
          return refusal;
        }
      }
      return switch (body.all()) {
        case Body.TooLarge tooLarge ->
            SoapAnswer.Fault.invalidMessage("Refused: " + tooLarge.message() + ".");
        case Body.Complete(byte[] bytes) ->
            switch (SoapText.decode(bytes, request.getContentType())) {
              case SoapText.Undecodable(String message) -> SoapAnswer.Fault.invalidMessage(message);
              case SoapText.Decoded(String text) ->
                  switch (parser.parse(text, request.getHeader("SOAPAction"))) {
                    case SoapParser.Parsed.Unusable(SoapAnswer.Fault fault) -> fault;
                    case SoapParser.Parsed.Call call ->
                        carryOut(call, request, response, requestId);
                  };
            };
      };
    } catch (BodyRefusedException e) {
      return new SoapAnswer.Fault(
          e.retryAfter() == null ? SoapAnswer.Fault.Code.CLIENT : SoapAnswer.Fault.Code.SERVER,
          "The message was not read to its end.",
          "Refused: " + e.reason() + ".",
          e.retryAfter());
    }
  }

  /** A long message is read on only when its caller has proved who it is; null: it has. */
  private @Nullable SoapAnswer refuseUnproven(
      IncomingBody body, HttpServletRequest request, String requestId) {
    SoapParser.@Nullable Beginning beginning =
        SoapText.decodeBeginning(body.soFar(), request.getContentType())
                instanceof SoapText.Decoded(String text)
            ? parser.begin(text, request.getHeader("SOAPAction"))
            : null;
    MethodName name = beginning == null ? MethodName.UNKNOWN : beginning.name();
    String token = beginning == null ? "" : beginning.sessionToken();
    return guarded(
        name,
        requestId,
        () ->
            switch (authentication.admit(
                AgentCredentials.of(request, token), callers.of(request))) {
              case AgentAuthentication.Admission.SessionEnded() -> SoapAnswer.Fault.sessionEnded();
              case AgentAuthentication.Admission.Denied(String why) when beginning == null ->
                  SoapAnswer.Fault.invalidMessage(
                      why
                          + " No method with a session token was found in the first "
                          + UNPROVEN_BYTES
                          + " bytes.");
              case AgentAuthentication.Admission.Denied(String why) ->
                  SoapAnswer.Fault.denied(name, why);
              case AgentAuthentication.Admission.Limited(String message, Duration retryAfter) ->
                  SoapAnswer.Fault.unavailable(name, message, retryAfter);
              case AgentAuthentication.Admission.Admitted _ -> null;
            });
  }

  private SoapAnswer carryOut(
      SoapParser.Parsed.Call call,
      HttpServletRequest request,
      HttpServletResponse response,
      String requestId) {
    MethodName name = call.name();
    SoapExchange exchange =
        new SoapExchange(
            name, AgentCredentials.of(request, call.sessionToken()), callers.of(request), response);
    SoapAnswer answer =
        guarded(
            name,
            requestId,
            () ->
                switch (call.invocation()) {
                  case SoapMethod.Open open -> open.carryOut(exchange);
                  case SoapMethod.Guarded guarded ->
                      admitAndCarryOut(guarded, call.served().right(), exchange);
                });
    return Objects.requireNonNull(answer);
  }

  /** Something that may end in a failure of ours. */
  private interface Attempt {
    @Nullable SoapAnswer make() throws InterruptedException;
  }

  /** Turns failures into faults. */
  private static @Nullable SoapAnswer guarded(MethodName name, String requestId, Attempt attempt) {
    try {
      return attempt.make();
    } catch (AccessUnavailable e) {
      log.error("{} could not be checked", name, e);
      return SoapAnswer.Fault.unavailable(
          name, "Credentials cannot be checked at the moment.", RETRY_AFTER);
    } catch (DatabaseUnavailableException e) {
      log.error("{} could not be answered", name, e);
      return SoapAnswer.Fault.unavailable(name, "The database does not answer.", RETRY_AFTER);
    } catch (InterruptedException _) {
      // not marked again: a thread that is marked could not write the answer
      return SoapAnswer.Fault.unavailable(name, "The instance is stopping.", RETRY_AFTER);
    } catch (RuntimeException e) {
      log.error("{} failed", name, e);
      return SoapAnswer.Fault.unavailable(
          name,
          "Unexpected error; the server's log tells more at request " + requestId + ".",
          null);
    }
  }

  private SoapAnswer admitAndCarryOut(
      SoapMethod.Guarded guarded, Method.Right right, SoapExchange exchange)
      throws InterruptedException {
    return switch (authentication.admit(exchange.credentials(), exchange.caller())) {
      case AgentAuthentication.Admission.SessionEnded() -> SoapAnswer.Fault.sessionEnded();
      case AgentAuthentication.Admission.Denied(String why) ->
          SoapAnswer.Fault.denied(exchange.name(), why);
      case AgentAuthentication.Admission.Limited(String message, Duration retryAfter) ->
          SoapAnswer.Fault.unavailable(exchange.name(), message, retryAfter);
      case AgentAuthentication.Admission.Admitted(Principal who) ->
          may(who, right)
              ? guarded.carryOut(exchange, who)
              : SoapAnswer.Fault.denied(exchange.name(), AgentAuthentication.WRONG);
    };
  }

  private static boolean may(Principal who, Method.Right right) {
    return switch (right) {
      case NONE, IDENTIFIED, OF_ENTITY -> true;
      case SEND -> who.may(Permission.SEND);
      case READ -> who.may(Permission.READ);
      case CONFIGURE -> who.may(Permission.CONFIGURE);
    };
  }
}

package io.herald.execution.collect.soap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.execution.collect.CollectSettings;
import io.herald.execution.collect.Collector;
import io.herald.execution.collect.EventRules;
import io.herald.message.event.Queue;
import io.herald.platform.access.AccessUnavailable;
import io.herald.platform.access.AgentAuthentication;
import io.herald.platform.access.AgentCredentials;
import io.herald.platform.access.Permission;
import io.herald.platform.access.Principal;
import io.herald.platform.access.Sessions;
import io.herald.platform.config.Settings;
import io.herald.platform.http.Body;
import io.herald.platform.http.Callers;
import io.herald.platform.http.RequestIds;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one address of all SOAP calls (API-20). Map it to {@link #PATH}; the query string is ignored.
 * Every answer to a POST has HTTP status 200, because existing clients read no other.
 */
public final class SoapRouter extends HttpServlet {
  /** Where existing clients send their calls. */
  public static final String PATH = "/nl/jsp/soaprouter.jsp";

  @Serial private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(SoapRouter.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final transient SoapParser parser;
  private final transient AgentAuthentication authentication;
  private final transient Callers callers;
  private final transient RequestIds requestIds;
  private final int maxBytes;

  private SoapRouter(
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

  /** The door with all its methods. */
  public static SoapRouter of(
      Collector collector,
      AgentAuthentication authentication,
      Sessions sessions,
      InstanceInfo instance,
      Callers callers,
      RequestIds requestIds,
      Settings settings,
      Clock clock) {
    PushEvent rtEvent = new PushEvent(Queue.REAL_TIME, collector, instance.zone());
    PushEvent batchEvent = new PushEvent(Queue.BATCH, collector, instance.zone());
    EventRules rules = new EventRules(settings.get(CollectSettings.MAX_CONTEXT_BYTES));
    int maxEvents = settings.get(CollectSettings.MAX_SOAP_EVENTS);
    PushEvents rtEvents =
        new PushEvents(Queue.REAL_TIME, collector, rules, instance.zone(), clock, maxEvents);
    PushEvents batchEvents =
        new PushEvents(Queue.BATCH, collector, rules, instance.zone(), clock, maxEvents);
    SoapMethods methods =
        new SoapMethods(
            Map.of(
                new MethodName("xtk:session", "Logon"),
                new Logon(authentication, sessions, instance, clock),
                new MethodName("xtk:session", "Logoff"),
                new Logoff(sessions),
                new MethodName("nms:rtEvent", "PushEvent"),
                rtEvent,
                new MethodName("nms:rtEvent", "PushEvents"),
                rtEvents,
                new MethodName("nms:batchEvent", "PushEvent"),
                batchEvent,
                new MethodName("nms:batchEvent", "PushEvents"),
                batchEvents));
    return new SoapRouter(
        methods, authentication, callers, requestIds, settings.get(CollectSettings.MAX_SOAP_BYTES));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try (RequestIds.Named call = requestIds.name(response)) {
      SoapAnswer answer = answer(request, response, call.id());
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
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
    }
  }

  private SoapAnswer answer(
      HttpServletRequest request, HttpServletResponse response, String requestId)
      throws IOException {
    return switch (Body.read(request, maxBytes)) {
      case Body.TooLarge tooLarge -> {
        response.setHeader("Connection", "close"); // the rest of the body stays unread
        yield SoapAnswer.Fault.invalidMessage("Refused: " + tooLarge.message() + ".");
      }
      case Body.Complete(byte[] bytes) ->
          switch (SoapText.decode(bytes, request.getContentType())) {
            case SoapText.Undecodable(String message) -> SoapAnswer.Fault.invalidMessage(message);
            case SoapText.Decoded(String text) ->
                switch (parser.parse(text, request.getHeader("SOAPAction"))) {
                  case SoapParser.Parsed.Unusable(SoapAnswer.Fault fault) -> fault;
                  case SoapParser.Parsed.Call call -> carryOut(call, request, response, requestId);
                };
          };
    };
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
    try {
      return switch (call.invocation()) {
        case SoapMethod.Open open -> open.carryOut(exchange);
        case SoapMethod.Guarded guarded -> admitAndCarryOut(guarded, exchange);
      };
    } catch (AccessUnavailable e) {
      log.error("{} could not be checked", name, e);
      return SoapAnswer.Fault.unavailable(
          name, "Credentials cannot be checked at the moment.", RETRY_AFTER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return SoapAnswer.Fault.unavailable(name, "The instance is stopping.", RETRY_AFTER);
    } catch (RuntimeException e) {
      log.error("{} failed", name, e);
      return SoapAnswer.Fault.unavailable(
          name,
          "Unexpected error; the server's log tells more at request " + requestId + ".",
          null);
    }
  }

  private SoapAnswer admitAndCarryOut(SoapMethod.Guarded guarded, SoapExchange exchange)
      throws InterruptedException {
    return switch (authentication.admit(exchange.credentials(), exchange.caller())) {
      case AgentAuthentication.Admission.SessionEnded() -> SoapAnswer.Fault.sessionEnded();
      case AgentAuthentication.Admission.Denied(String why) ->
          SoapAnswer.Fault.denied(exchange.name(), why);
      case AgentAuthentication.Admission.Limited(String message, Duration retryAfter) ->
          SoapAnswer.Fault.unavailable(exchange.name(), message, retryAfter);
      case AgentAuthentication.Admission.Admitted(Principal who) ->
          who.may(Permission.SEND)
              ? guarded.carryOut(exchange, who)
              : SoapAnswer.Fault.denied(exchange.name(), AgentAuthentication.WRONG);
    };
  }
}

package io.herald.execution.collect.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.execution.catalog.LiveTemplates;
import io.herald.execution.collect.CollectSettings;
import io.herald.execution.collect.Collected;
import io.herald.execution.collect.Collector;
import io.herald.execution.collect.OrganizationAliases;
import io.herald.execution.collect.Reading;
import io.herald.execution.collect.Refusal;
import io.herald.execution.queue.Events;
import io.herald.execution.queue.IdempotencyKey;
import io.herald.execution.queue.StoredEvent;
import io.herald.execution.queue.Submission;
import io.herald.message.channel.Channel;
import io.herald.message.event.NewEvent;
import io.herald.message.link.Publication;
import io.herald.message.status.EventStatus;
import io.herald.platform.access.AccessUnavailable;
import io.herald.platform.access.Admission;
import io.herald.platform.access.ApiAuthentication;
import io.herald.platform.access.Permission;
import io.herald.platform.access.Principal;
import io.herald.platform.config.Settings;
import io.herald.platform.database.DatabaseUnavailableException;
import io.herald.platform.http.Body;
import io.herald.platform.http.BodyRefusedException;
import io.herald.platform.http.Callers;
import io.herald.platform.http.RequestIds;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of the Standard dialect below {@code /<org>/campaign/mc<org>/}: an event type takes
 * events, an event's key gives its status, {@code metadata/} describes a type (API-40 to API-46).
 *
 * <p>Map it to {@code /*}: organizations are not known beforehand. The host must let encoded
 * slashes through, because a known client sends {@code %2F}: in Tomcat, {@code
 * connector.setEncodedSolidusHandling("passthrough")} (or {@code "decode"}; both work).
 */
public final class RestRouter extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(RestRouter.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final String EVENT_TYPE_PREFIX = "EVT";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final Map<String, String> CLOSE = Map.of("Connection", "close");
  private static final String TYPE_METHODS = "POST, OPTIONS";
  private static final String EVENT_METHODS = "GET, HEAD, POST, OPTIONS";
  private static final String DESCRIPTION_METHODS = "GET, HEAD, OPTIONS";

  private final transient Collector collector;
  private final transient Events events;
  private final transient LiveTemplates templates;
  private final transient ApiAuthentication authentication;
  private final transient Callers callers;
  private final transient RequestIds requestIds;
  private final transient PKeys pkeys;
  private final String serverUrl;
  private final int maxBytes;
  private final boolean strict;
  private final transient OrganizationAliases aliases;
  private final transient UndeclaredFields undeclared = new UndeclaredFields();

  /**
   * @param serverUrl of this instance, as shown to callers
   */
  public RestRouter(
      Collector collector,
      Events events,
      LiveTemplates templates,
      ApiAuthentication authentication,
      Callers callers,
      RequestIds requestIds,
      PKeys pkeys,
      String serverUrl,
      Settings settings) {
    this.collector = collector;
    this.events = events;
    this.templates = templates;
    this.authentication = authentication;
    this.callers = callers;
    this.requestIds = requestIds;
    this.pkeys = pkeys;
    this.serverUrl = serverUrl;
    this.maxBytes = settings.get(CollectSettings.MAX_REST_BYTES);
    this.strict = settings.get(CollectSettings.REST_STRICT);
    this.aliases = settings.get(CollectSettings.REST_ALIASES);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try (RequestIds.Named call = requestIds.name(response)) {
      RestAnswer answer = answer(request, call.id());
      if (answer.status() >= 400) {
        // an answer never repeats the caller's data, so the line does not either (API-5, API-8)
        log.info("refused with {}: {}", answer.status(), answer.json());
      }
      byte[] bytes = answer.json().getBytes(UTF_8);
      response.setStatus(answer.status());
      answer.headers().forEach(response::setHeader);
      response.setContentType("application/json;charset=utf-8");
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
    }
  }

  private RestAnswer answer(HttpServletRequest request, String requestId) throws IOException {
    try {
      return admit(request);
    } catch (AccessUnavailable e) {
      log.error("credentials could not be checked", e);
      return unavailable("credentials cannot be checked at the moment", RETRY_AFTER);
    } catch (DatabaseUnavailableException e) {
      log.warn("a call got no answer from the database", e);
      return unavailable("the database does not answer at the moment", RETRY_AFTER);
    } catch (InterruptedException _) {
      // not marked again: a thread that is marked could not write the answer
      return unavailable("the instance is stopping", RETRY_AFTER);
    } catch (BodyRefusedException e) {
      return notReceived(e);
    } catch (RuntimeException e) {
      log.error("a call failed", e);
      return RestAnswer.error(
          500, "unexpected error; the server's log tells more at request " + requestId);
    }
  }

  private static RestAnswer notReceived(BodyRefusedException e) {
    return e.retryAfter() == null
        ? RestAnswer.error(e.status(), e.status() + "000", e.reason(), CLOSE)
        : unavailable(e.reason(), e.retryAfter());
  }

  /** Credentials before anything else (client contract B.2). */
  private RestAnswer admit(HttpServletRequest request) throws IOException, InterruptedException {
    return switch (authentication.admitWithKey(request, callers.of(request))) {
      case Admission.Denied(int status, String code, String message) ->
          RestAnswer.denied(status, code, message);
      case Admission.Limited limited -> RestAnswer.limited(limited.message(), limited.seconds());
      case Admission.Admitted(Principal who) -> {
        Optional<RestPath> path = RestPath.of(request.getRequestURI());
        yield path.isEmpty() ? nothingHere() : route(path.get(), who, request);
      }
    };
  }

  private RestAnswer route(RestPath path, Principal who, HttpServletRequest request)
      throws IOException, InterruptedException {
    String entitledTo = who.organization().orElse("");
    if (!aliases.mean(path.organization(), entitledTo)) {
      return RestAnswer.organizationInvalid();
    }
    if (NotOffered.covers(path.tenant())) {
      return NotOffered.answer(path.tenant());
    }
    if (!path.tenant().startsWith("mc")
        || !aliases.mean(path.tenant().substring("mc".length()), entitledTo)) {
      return RestAnswer.organizationInvalid();
    }
    List<String> rest = path.rest();
    String method = request.getMethod();
    if (rest.size() == 2 && rest.getFirst().equals("metadata")) {
      return switch (method) {
        case "GET", "HEAD" -> reading(who, () -> describe(rest.get(1)));
        case "OPTIONS" -> RestAnswer.options(DESCRIPTION_METHODS);
        default -> RestAnswer.methodNotAllowed(DESCRIPTION_METHODS);
      };
    }
    return switch (rest.size()) {
      case 1 ->
          switch (method) {
            case "POST" ->
                who.maySend(rest.getFirst())
                    ? push(path.tenant(), rest.getFirst(), who, request)
                    : RestAnswer.notPermitted(Permission.SEND);
            case "OPTIONS" -> RestAnswer.options(TYPE_METHODS);
            case "GET", "HEAD" ->
                RestAnswer.error(
                    400,
                    "the key of the event is missing: GET …/"
                        + EVENT_TYPE_PREFIX
                        + "name/@key reads its status");
            default -> RestAnswer.methodNotAllowed(TYPE_METHODS);
          };
      case 2 ->
          switch (method) {
            case "GET", "HEAD" ->
                reading(who, () -> status(who, path.tenant(), rest.get(0), rest.get(1)));
            case "OPTIONS" -> RestAnswer.options(EVENT_METHODS);
            case "POST" ->
                who.may(Permission.READ)
                    ? statusByPost(who, path.tenant(), rest.get(0), rest.get(1), request)
                    : RestAnswer.notPermitted(Permission.READ);
            default -> RestAnswer.methodNotAllowed(EVENT_METHODS);
          };
      default -> nothingHere();
    };
  }

  private static RestAnswer reading(Principal who, Supplier<RestAnswer> read) {
    return who.may(Permission.READ) ? read.get() : RestAnswer.notPermitted(Permission.READ);
  }

  private RestAnswer push(String tenant, String type, Principal who, HttpServletRequest request)
      throws IOException, InterruptedException {
    Optional<Publication.EventType> eventType = published(type);
    if (eventType.isEmpty()) {
      return RestAnswer.error(404, "no event of this name is published");
    }
    @Nullable String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      return RestAnswer.error(415, "Content-Encoding is not supported; send the body as it is");
    }
    @Nullable String key = request.getHeader(IDEMPOTENCY_KEY);
    @Nullable String complaint = key == null ? null : IdempotencyKey.complaint(key);
    if (complaint != null) {
      return RestAnswer.error(400, IDEMPOTENCY_KEY + ": " + complaint);
    }
    return switch (Body.read(request, maxBytes)) {
      case Body.TooLarge tooLarge -> tooLarge(tooLarge);
      case Body.Complete(byte[] bytes) ->
          switch (EventBody.read(bytes, eventType.get().fields(), strict)) {
            case EventBody.Malformed(String message) -> RestAnswer.error(400, message);
            case EventBody.Unacceptable(Refusal refusal) -> RestAnswer.refused(refusal);
            case EventBody.Read body -> {
              RestAnswer answer =
                  switch (RestEvent.of(type, body, templates)) {
                    case Reading.Refused(Refusal refusal) -> RestAnswer.refused(refusal);
                    case Reading.Understood(NewEvent event) ->
                        collect(
                            who,
                            tenant,
                            new Submission(
                                event,
                                key == null ? null : IdempotencyKey.chosen(who.key(), key, event)));
                  };
              if (answer.status() < 400) {
                undeclared.warn(type, body.undeclared());
              }
              yield answer;
            }
          };
    };
  }

  private RestAnswer collect(Principal who, String tenant, Submission submission)
      throws InterruptedException {
    return switch (collector.submit(List.of(submission))) {
      case Collected.Accepted(var accepted) ->
          accepted.getFirst().repeated()
              ? repeated(who, tenant, accepted.getFirst().id(), submission.event())
              : RestAnswer.created(
                  shown(
                      who,
                      tenant,
                      accepted.getFirst().id(),
                      submission.event(),
                      accepted.getFirst().status(),
                      null));
      case Collected.KeyTaken(int _) ->
          RestAnswer.error(409, IDEMPOTENCY_KEY + ": " + Collected.KeyTaken.MESSAGE);
      case Collected.Refused(int _, String field, String message) ->
          RestAnswer.refused(new Refusal(field, message));
      case Collected.Unavailable(String why, Duration retryAfter) -> unavailable(why, retryAfter);
    };
  }

  /** The first answer again (API-9); only the status may have moved on. */
  private RestAnswer repeated(Principal who, String tenant, long id, NewEvent event) {
    Optional<StoredEvent> stored = events.find(id);
    String json =
        shown(
            who,
            tenant,
            id,
            event,
            stored.map(StoredEvent::status).orElse(EventStatus.PENDING),
            stored.map(StoredEvent::reason).orElse(null));
    return new RestAnswer(201, json, Map.of("Idempotency-Replayed", "true"));
  }

  private RestAnswer statusByPost(
      Principal who, String tenant, String type, String pkey, HttpServletRequest request)
      throws IOException {
    return switch (Body.read(request, maxBytes)) {
      case Body.TooLarge tooLarge -> tooLarge(tooLarge);
      case Body.Complete(byte[] bytes) ->
          bytes.length == 0
              ? status(who, tenant, type, pkey)
              : RestAnswer.error(
                  400,
                  "the status of an event is read without a body; events are posted to …/type");
    };
  }

  /** Works for as long as the event exists, whether its type is still published or not (DM-4). */
  private RestAnswer status(Principal who, String tenant, String type, String pkey) {
    OptionalLong id = pkeys.read(pkey);
    Optional<StoredEvent> found = id.isEmpty() ? Optional.empty() : events.find(id.getAsLong());
    return found
        .filter(stored -> stored.event().type().equals(type))
        .map(
            stored ->
                RestAnswer.ok(
                    shown(
                        who,
                        tenant,
                        stored.id(),
                        stored.event(),
                        stored.status(),
                        stored.reason())))
        .orElseGet(() -> RestAnswer.error(404, "there is no such event"));
  }

  private RestAnswer describe(String type) {
    return published(type)
        .map(eventType -> RestAnswer.ok(new EventTypeAnswer(eventType, channel(type)).json()))
        .orElseGet(() -> RestAnswer.error(404, "no event of this name is published"));
  }

  private Channel channel(String type) {
    for (Channel channel : Channel.values()) {
      if (templates.find(type, channel).isPresent()) {
        return channel;
      }
    }
    return Channel.EMAIL;
  }

  /** This dialect serves only types of its own kind. */
  private Optional<Publication.EventType> published(String type) {
    return type.startsWith(EVENT_TYPE_PREFIX) ? templates.eventType(type) : Optional.empty();
  }

  private String shown(
      Principal who,
      String tenant,
      long id,
      NewEvent event,
      EventStatus status,
      @Nullable String reason) {
    String pkey = pkeys.of(id);
    String href = tenant + "/" + event.type() + "/" + pkey;
    List<Publication.Field> declared =
        published(event.type()).map(Publication.EventType::fields).orElse(List.of());
    return new EventAnswer(pkey, href, serverUrl, event, status, reason, who.echo(), declared)
        .json();
  }

  private static RestAnswer nothingHere() {
    return RestAnswer.error(
        404, "nothing is at this address; events are posted to /<org>/campaign/mc<org>/EVTname");
  }

  private static RestAnswer tooLarge(Body.TooLarge tooLarge) {
    // the rest of the body stays unread
    return RestAnswer.error(413, "413000", tooLarge.message(), CLOSE);
  }

  private static RestAnswer unavailable(String why, Duration retryAfter) {
    String seconds = Long.toString(Math.max(1, retryAfter.toSeconds()));
    return RestAnswer.error(503, "503000", why, Map.of("Retry-After", seconds));
  }
}

package io.herald.bench.stage;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PushEvent and PushEvents of one queue, with login and password. */
public final class SoapDoor implements Door {
  private static final Pattern ONE_ID = Pattern.compile("<plId [^>]*>(\\d+)</plId>");
  private static final Pattern IDS = Pattern.compile("<(?:rt|batch)Event id=\"(\\d+)\"");

  private final String element;
  private final String token;
  private final String type;
  private final @Nullable String context;

  /**
   * @param element {@code rtEvent} or {@code batchEvent}
   * @param token {@code login/password}, or a session token
   */
  public SoapDoor(String element, String token) {
    this(element, token, Messages.CLASSIC, null);
  }

  private SoapDoor(String element, String token, String type, @Nullable String context) {
    this.element = element;
    this.token = token;
    this.type = type;
    this.context = context;
  }

  /**
   * The same for other events.
   *
   * @param otherContext XML elements
   */
  public SoapDoor of(String otherType, String otherContext) {
    return new SoapDoor(element, token, otherType, otherContext);
  }

  @Override
  public Call call(List<Pushed> events) {
    String rows = events.stream().map(this::row).collect(Collectors.joining());
    boolean one = events.size() == 1;
    String body =
        one
            ? envelope("PushEvent", "<urn:domEvent>" + rows + "</urn:domEvent>")
            : envelope(
                "PushEvents",
                "<urn:domEventCollection><Events>" + rows + "</Events></urn:domEventCollection>");
    return new Call(
        "/nl/jsp/soaprouter.jsp",
        Map.of(
            "Content-Type",
            "text/xml; charset=utf-8",
            "SOAPAction",
            "nms:" + element + (one ? "#PushEvent" : "#PushEvents")),
        body);
  }

  @Override
  public Answer read(int status, String body, int events) {
    if (body.contains("<faultcode>SOAP-ENV:Server</faultcode>")) {
      return new Answer.TurnedAway();
    }
    List<Long> ids =
        (events == 1 ? ONE_ID : IDS)
            .matcher(body)
            .results()
            .map((MatchResult id) -> Long.parseLong(id.group(1)))
            .toList();
    return ids.size() == events && ids.stream().allMatch(id -> id > 0)
        ? new Answer.Accepted(ids)
        : new Answer.Garbled("SOAP, %d events, status %d: %s".formatted(events, status, body));
  }

  private String envelope(String method, String parameter) {
    return """
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:nms:%s">
          <soapenv:Body><urn:%s><urn:sessiontoken>%s</urn:sessiontoken>%s</urn:%2$s></soapenv:Body>
        </soapenv:Envelope>
        """
        .formatted(element, method, token, parameter);
  }

  private String row(Pushed event) {
    String scheduled = event.scheduled() == null ? "" : " scheduled=\"" + event.scheduled() + "\"";
    return "<"
        + element
        + " type=\""
        + type
        + "\" email=\""
        + event.email()
        + "\" externalId=\""
        + event.number()
        + "\""
        + scheduled
        + "><ctx>"
        + (context == null ? "<reference>" + event.number() + "</reference>" : context)
        + "</ctx></"
        + element
        + ">";
  }
}

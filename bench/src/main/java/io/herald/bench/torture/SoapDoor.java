package io.herald.bench.torture;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** PushEvent and PushEvents of one queue, with login and password. */
final class SoapDoor implements Door {
  private static final Pattern ONE_ID = Pattern.compile("<plId [^>]*>(\\d+)</plId>");
  private static final Pattern IDS = Pattern.compile("<(?:rt|batch)Event id=\"(\\d+)\"");

  private final String element;
  private final String login;
  private final Duration patience;

  /**
   * @param element {@code rtEvent} or {@code batchEvent}
   * @param login {@code login/password}
   * @param patience how long to wait for an answer
   */
  SoapDoor(String element, String login, Duration patience) {
    this.element = element;
    this.login = login;
    this.patience = patience;
  }

  @Override
  public HttpRequest request(URI process, List<Pushed> events) {
    String rows = events.stream().map(this::row).collect(Collectors.joining());
    String call =
        events.size() == 1
            ? call("PushEvent", "<urn:domEvent>" + rows + "</urn:domEvent>")
            : call(
                "PushEvents",
                "<urn:domEventCollection><Events>" + rows + "</Events></urn:domEventCollection>");
    return HttpRequest.newBuilder(process.resolve("/nl/jsp/soaprouter.jsp"))
        .timeout(patience)
        .header("Content-Type", "text/xml; charset=utf-8")
        .header(
            "SOAPAction", "nms:" + element + (events.size() == 1 ? "#PushEvent" : "#PushEvents"))
        .POST(HttpRequest.BodyPublishers.ofString(call))
        .build();
  }

  @Override
  public Answer read(HttpResponse<String> response, int events) {
    String body = response.body();
    if (body.contains("<SOAP-ENV:Fault>")) {
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
        : new Answer.Garbled(
            "SOAP, %d events, status %d: %s".formatted(events, response.statusCode(), body));
  }

  private String call(String method, String parameter) {
    return """
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:nms:%s">
          <soapenv:Body><urn:%s><urn:sessiontoken>%s</urn:sessiontoken>%s</urn:%2$s></soapenv:Body>
        </soapenv:Envelope>
        """
        .formatted(element, method, login, parameter);
  }

  private String row(Pushed event) {
    String scheduled = event.scheduled() == null ? "" : " scheduled=\"" + event.scheduled() + "\"";
    return "<%s type=\"%s\" email=\"%s\" externalId=\"%d\"%s><ctx><reference>%4$d</reference></ctx></%1$s>"
        .formatted(element, Messages.CLASSIC, event.email(), event.number(), scheduled);
  }
}

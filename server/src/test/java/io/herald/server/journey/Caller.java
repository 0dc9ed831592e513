package io.herald.server.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** An outside system that pushes events through the doors of one process. */
final class Caller {
  /** Known clients give up after five seconds; a test machine may be slower. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI execution;
  private final Access access;

  Caller(URI execution, Access access) {
    this.execution = execution;
    this.access = access;
  }

  /** Pushes an acceptable event to this address. */
  Response push(Door door, String email) throws IOException, InterruptedException {
    return switch (door) {
      case SOAP -> soap(Requests.soap(access, Requests.order(email)));
      case REST -> rest("EVTcartAbandonment", Requests.cart(email));
    };
  }

  /** Sends an envelope. */
  Response soap(String envelope) throws IOException, InterruptedException {
    return soap(
        soapRequest()
            .header("Content-Type", "text/xml; charset=utf-8")
            .POST(BodyPublishers.ofString(envelope)));
  }

  /** Sends a request prepared with {@link #soapRequest}. */
  Response soap(HttpRequest.Builder request) throws IOException, InterruptedException {
    return Response.of(Door.SOAP, HTTP.send(request.build(), BodyHandlers.ofString()));
  }

  /** To the SOAP door; give it a body. */
  HttpRequest.Builder soapRequest() {
    return HttpRequest.newBuilder(execution.resolve("/nl/jsp/soaprouter.jsp"))
        .timeout(PATIENCE)
        .header("SOAPAction", "nms:rtEvent#PushEvent");
  }

  /** Posts a body to an event type, labelled as a known client does (client contract B.2). */
  Response rest(String type, String json) throws IOException, InterruptedException {
    return rest(
        restRequest(type)
            .header("Content-Type", "text/plain;charset=UTF-8")
            .POST(BodyPublishers.ofString(json)));
  }

  /** Sends a request prepared with {@link #restRequest}. */
  Response rest(HttpRequest.Builder request) throws IOException, InterruptedException {
    return Response.of(Door.REST, HTTP.send(request.build(), BodyHandlers.ofString()));
  }

  /** To an event type, or an event, with the credentials; give it a method and a body. */
  HttpRequest.Builder restRequest(String typeOrEvent) {
    return restRequestWithout(typeOrEvent)
        .header("Authorization", "Bearer " + access.accessToken())
        .header("X-Api-Key", access.apiKey());
  }

  /** The same without credentials. */
  HttpRequest.Builder restRequestWithout(String typeOrEvent) {
    return HttpRequest.newBuilder(
            execution.resolve(
                "/%1$s/campaign/mc%1$s/%2$s".formatted(access.organization(), typeOrEvent)))
        .timeout(PATIENCE);
  }
}

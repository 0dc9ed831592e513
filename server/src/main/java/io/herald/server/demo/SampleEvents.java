package io.herald.server.demo;

import io.herald.server.Credentials;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The two sample events, one for each door. */
final class SampleEvents {
  static final String BUYER = "anna.keller@example.com";
  static final String BROWSER = "jack.martin@example.com";

  private final URI execution;
  private final Credentials credentials;

  SampleEvents(URI execution, Credentials credentials) {
    this.execution = execution;
    this.credentials = credentials;
  }

  /** An order, as SOAP; the password stands in place of a session token (API-27). */
  SampleRequest order(String reference) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "text/xml; charset=utf-8");
    headers.put("SOAPAction", "nms:rtEvent#PushEvent");
    return new SampleRequest(
        execution.resolve("/nl/jsp/soaprouter.jsp"),
        headers,
        """
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:nms:rtEvent">
          <soapenv:Body>
            <urn:PushEvent>
              <urn:sessiontoken>%s/%s</urn:sessiontoken>
              <urn:domEvent>
                <rtEvent type="order_confirmation" email="%s" origin="shop" wishedChannel="0" emailFormat="0">
                  <ctx>
                    <website name="Heraldshop" url="https://heraldshop.example/"/>
                    <reference>%s</reference>
                    <client><firstname>Anna</firstname><lastname>Keller</lastname></client>
                    <articles>
                      <article><name>Post horn, brass</name><quantity>1</quantity><price>€ 84.00</price></article>
                      <article><name>Satchel, waxed canvas</name><quantity>1</quantity><price>€ 129.00</price></article>
                      <article><name>Sealing wax, red</name><quantity>3</quantity><price>€ 4.50</price></article>
                    </articles>
                    <total>€ 226.50</total>
                  </ctx>
                </rtEvent>
              </urn:domEvent>
            </urn:PushEvent>
          </soapenv:Body>
        </soapenv:Envelope>
        """
            .formatted(credentials.agentLogin(), credentials.agentPassword(), BUYER, reference));
  }

  /** A cart that was left, as JSON. */
  SampleRequest cart() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json;charset=utf-8");
    headers.put("Authorization", "Bearer " + credentials.accessToken());
    headers.put("X-Api-Key", credentials.apiKey());
    return new SampleRequest(
        execution.resolve(
            "/%1$s/campaign/mc%1$s/EVTcartAbandonment".formatted(credentials.organization())),
        headers,
        """
        {
          "email": "%s",
          "ctx": {
            "cartAmount": "$ 125",
            "lastProduct": "Leather motorbike jacket",
            "firstName": "Jack"
          }
        }
        """
            .formatted(BROWSER));
  }
}

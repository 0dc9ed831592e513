package io.herald.server.journey;

/** Texts that callers send. */
final class Requests {
  private Requests() {}

  /** An envelope that pushes this event element, with inline credentials (API-27). */
  static String soap(Access access, String eventElement) {
    return soap(access.agentLogin() + "/" + access.agentPassword(), eventElement);
  }

  /** An envelope that pushes this event element. */
  static String soap(String sessionToken, String eventElement) {
    return """
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:nms:rtEvent">
          <soapenv:Body>
            <urn:PushEvent>
              <urn:sessiontoken>%s</urn:sessiontoken>
              <urn:domEvent>%s</urn:domEvent>
            </urn:PushEvent>
          </soapenv:Body>
        </soapenv:Envelope>
        """
        .formatted(sessionToken, eventElement);
  }

  static String order(String email) {
    return """
        <rtEvent type="order_confirmation" email="%s" wishedChannel="0">
          <ctx><reference>4711</reference><client><firstname>Anna</firstname></client></ctx>
        </rtEvent>
        """
        .formatted(email);
  }

  static String cart(String email) {
    return """
        {"email": "%s", "ctx": {"cartAmount": "$ 125", "lastProduct": "Leather motorbike jacket", "firstName": "Jack"}}
        """
        .formatted(email);
  }
}

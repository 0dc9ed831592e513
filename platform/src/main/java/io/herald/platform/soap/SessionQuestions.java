package io.herald.platform.soap;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The small methods of {@code xtk:session} that only tell something (client contract A.8). */
final class SessionQuestions {
  private static final DateTimeFormatter XSD_DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The type of an option that is a text, as existing clients know it. */
  private static final String TEXT_OPTION = "6";

  private SessionQuestions() {}

  /** {@code TestCnx}: says that the credentials are right. */
  static SoapMethod testCnx() {
    return parameters ->
        (SoapMethod.Guarded) (exchange, who) -> new SoapAnswer.Success(exchange.name(), "");
  }

  /** {@code GetUserInfo}: who is logged on. */
  static SoapMethod getUserInfo(SessionInfo sessionInfo) {
    return parameters ->
        (SoapMethod.Guarded)
            (exchange, who) ->
                new SoapAnswer.Success(
                    exchange.name(), SoapWriter.document("pUserInfo", sessionInfo.userInfo(who)));
  }

  /** {@code GetServerTime}: what time it is here. */
  static SoapMethod getServerTime(Clock clock) {
    return parameters ->
        (SoapMethod.Guarded)
            (exchange, who) ->
                new SoapAnswer.Success(
                    exchange.name(),
                    SoapWriter.value(
                        "ptmServerTime", "xsd:dateTime", XSD_DATE_TIME.format(clock.instant())));
  }

  /** {@code GetOption}: a named value; an unknown one is empty. */
  static SoapMethod getOption(InstanceInfo instance) {
    Map<String, String> options = Map.of("XtkDatabaseId", instance.name());
    return parameters -> {
      String value = options.getOrDefault(parameters.text().strip(), "");
      return (SoapMethod.Guarded)
          (exchange, who) ->
              new SoapAnswer.Success(
                  exchange.name(),
                  SoapWriter.value("pstrValue", "xsd:string", value)
                      + SoapWriter.value(
                          "pbtType", "xsd:byte", value.isEmpty() ? "0" : TEXT_OPTION));
    };
  }
}

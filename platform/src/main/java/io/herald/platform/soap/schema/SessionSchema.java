package io.herald.platform.soap.schema;

import static io.herald.platform.soap.schema.Parameter.in;
import static io.herald.platform.soap.schema.Parameter.out;

import java.util.List;
import java.util.stream.Stream;

/** The service of sessions, which every instance has (API-28, client contract A.8). Constants. */
public final class SessionSchema {
  /** The service. */
  public static final String NAME = "xtk:session";

  /** A service existing clients look for some of its methods under. */
  public static final String PERSIST = "xtk:persist";

  private SessionSchema() {}

  /**
   * The schema.
   *
   * @param more methods of the service that only this instance has
   */
  public static Schema of(List<Method> more) {
    return new Schema(
        NAME,
        "Session",
        List.of(
            new Schema.Element(
                "sessionInfo",
                "Session",
                List.of(),
                List.of(
                    element(
                        "serverInfo",
                        "Server",
                        "buildNumber",
                        "majNumber",
                        "minNumber",
                        "servicePack",
                        "instanceName",
                        "serverDate"))),
            element(
                "userInfo",
                "Operator",
                "login",
                "loginCS",
                "loginId",
                "locale",
                "instanceLocale",
                "timezone")),
        Stream.concat(own().stream(), more.stream()).toList());
  }

  private static List<Method> own() {
    List<Parameter> opened =
        List.of(
            out("sessionToken", ParameterType.STRING),
            out("sessionInfo", ParameterType.SESSION_INFO),
            out("securityToken", ParameterType.STRING));
    return List.of(
        method(
            "Logon",
            Method.Right.NONE,
            "opens a session for a login and password",
            List.of(
                in("login", ParameterType.STRING),
                in("password", ParameterType.STRING),
                in("parameters", ParameterType.ELEMENT)),
            opened),
        method(
            "BearerTokenLogon",
            Method.Right.NONE,
            "opens a session for an access token",
            List.of(in("bearerToken", ParameterType.STRING)),
            opened),
        method("Logoff", Method.Right.NONE, "ends a session", List.of(), List.of()),
        method(
            "GetUserInfo",
            Method.Right.IDENTIFIED,
            "who is logged on",
            List.of(),
            List.of(out("userInfo", ParameterType.USER_INFO))),
        method(
            "TestCnx",
            Method.Right.IDENTIFIED,
            "whether the credentials are right",
            List.of(),
            List.of()),
        method(
            "GetServerTime",
            Method.Right.IDENTIFIED,
            "what time it is here",
            List.of(),
            List.of(out("serverTime", ParameterType.DATETIME))),
        method(
            "GetOption",
            Method.Right.IDENTIFIED,
            "an option: XtkDatabaseId; any other is empty, with type 0",
            List.of(in("name", ParameterType.STRING)),
            List.of(out("value", ParameterType.STRING), out("type", ParameterType.BYTE))),
        new Method(
            NAME,
            "GetEntityIfMoreRecent",
            false,
            PERSIST,
            Method.Right.IDENTIFIED,
            List.of(
                in("pk", ParameterType.STRING),
                in("md5", ParameterType.STRING),
                in("mustExist", ParameterType.BOOLEAN),
                out("doc", ParameterType.DOCUMENT)),
            "the schema of a key such as xtk:schema|nms:rtEvent; empty when there is none"));
  }

  private static Method method(
      String name,
      Method.Right right,
      String purpose,
      List<Parameter> inputs,
      List<Parameter> outputs) {
    return new Method(
        NAME,
        name,
        false,
        null,
        right,
        Stream.concat(inputs.stream(), outputs.stream()).toList(),
        purpose);
  }

  private static Schema.Element element(String name, String label, String... attributes) {
    return new Schema.Element(
        name,
        label,
        Stream.of(attributes).map(a -> new Schema.Attribute(a, "string", a)).toList(),
        List.of());
  }
}

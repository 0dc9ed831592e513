package io.herald.execution.collect.soap.schema;

import static io.herald.execution.collect.soap.schema.Parameter.in;
import static io.herald.execution.collect.soap.schema.Parameter.out;

import io.herald.execution.query.QueryColumn;
import io.herald.execution.query.QueryTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything the Classic dialect serves, described once. Constants. */
public final class Schemas {
  /** The service of sessions. */
  public static final String SESSION = "xtk:session";

  /** The service of queries. */
  public static final String QUERY_DEF = "xtk:queryDef";

  /** A service existing clients look for a method of {@link #SESSION} under. */
  public static final String PERSIST = "xtk:persist";

  /** All of them. */
  public static final List<Schema> ALL =
      List.of(
          event(QueryTable.RT_EVENT),
          event(QueryTable.BATCH_EVENT),
          queried(QueryTable.BROAD_LOG_RT_EVENT, List.of()),
          queried(QueryTable.BROAD_LOG_BATCH_EVENT, List.of()),
          queryDef(),
          session());

  private Schemas() {}

  /** The schema of this name, in any letter case. */
  public static Optional<Schema> find(String name) {
    return ALL.stream().filter(schema -> schema.name().equalsIgnoreCase(name)).findFirst();
  }

  /** Every method served. */
  public static List<Method> methods() {
    return ALL.stream().flatMap(schema -> schema.methods().stream()).toList();
  }

  /** For messages: the schemas that have methods, and so a WSDL. */
  public static String withMethods() {
    return ALL.stream()
        .filter(schema -> !schema.methods().isEmpty())
        .map(Schema::name)
        .collect(Collectors.joining(", "));
  }

  private static Schema event(QueryTable table) {
    return queried(
        table,
        List.of(
            new Method(
                table.schema(),
                "PushEvent",
                false,
                null,
                Method.Right.SEND,
                List.of(in("event", ParameterType.DOCUMENT), out("id", ParameterType.INT64)),
                "takes one event; answers its id"),
            new Method(
                table.schema(),
                "PushEvents",
                false,
                null,
                Method.Right.SEND,
                List.of(
                    in("eventCollection", ParameterType.DOCUMENT),
                    out("ids", ParameterType.DOCUMENT)),
                "takes several events, all or none; attribute partial=\"true\" of the wrapper takes"
                    + " those that are acceptable")));
  }

  /** A schema whose attributes are the fields queries may name. */
  private static Schema queried(QueryTable table, List<Method> methods) {
    List<Schema.Attribute> own = new ArrayList<>();
    Map<String, List<Schema.Attribute>> linked = new LinkedHashMap<>();
    for (QueryColumn column : table.columns()) {
      int at = column.path().indexOf('@');
      Schema.Attribute attribute =
          new Schema.Attribute(
              column.path().substring(at + 1), column.kind().schemaType(), column.label());
      if (at == 0) {
        own.add(attribute);
      } else {
        linked
            .computeIfAbsent(column.path().substring(0, at - 1), link -> new ArrayList<>())
            .add(attribute);
      }
    }
    List<Schema.Element> links =
        linked.entrySet().stream()
            .map(e -> new Schema.Element(e.getKey(), "Event", e.getValue(), List.of()))
            .toList();
    return new Schema(
        table.schema(),
        table.label(),
        List.of(new Schema.Element(table.element(), table.label(), own, links)),
        methods);
  }

  private static Schema queryDef() {
    return new Schema(
        QUERY_DEF,
        "Query",
        List.of(
            element("queryDef", "Query", "schema", "operation", "lineCount", "startLine"),
            element("node", "Expression", "expr", "alias", "sortDesc"),
            element("condition", "Condition", "expr", "boolOperator")),
        List.of(
            new Method(
                QUERY_DEF,
                "ExecuteQuery",
                true,
                null,
                Method.Right.READ,
                List.of(out("output", ParameterType.DOCUMENT)),
                "answers a query; see below")));
  }

  private static Schema session() {
    List<Parameter> opened =
        List.of(
            out("sessionToken", ParameterType.STRING),
            out("sessionInfo", ParameterType.SESSION_INFO),
            out("securityToken", ParameterType.STRING));
    return new Schema(
        SESSION,
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
        List.of(
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
                SESSION,
                "GetEntityIfMoreRecent",
                false,
                PERSIST,
                Method.Right.IDENTIFIED,
                List.of(
                    in("pk", ParameterType.STRING),
                    in("md5", ParameterType.STRING),
                    in("mustExist", ParameterType.BOOLEAN),
                    out("doc", ParameterType.DOCUMENT)),
                "the schema of a key such as xtk:schema|nms:rtEvent; empty when there is none")));
  }

  private static Method method(
      String name,
      Method.Right right,
      String purpose,
      List<Parameter> inputs,
      List<Parameter> outputs) {
    return new Method(
        SESSION,
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

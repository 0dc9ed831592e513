package io.herald.execution.collect.soap;

import static io.herald.platform.soap.schema.Parameter.in;
import static io.herald.platform.soap.schema.Parameter.out;

import io.herald.execution.query.QueryColumn;
import io.herald.execution.query.QueryTable;
import io.herald.platform.soap.schema.Method;
import io.herald.platform.soap.schema.ParameterType;
import io.herald.platform.soap.schema.Schema;
import io.herald.platform.soap.schema.Schemas;
import io.herald.platform.soap.schema.SessionSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything the Classic dialect serves on an execution instance, described once. Constants. */
final class ServedSchemas {
  /** The service of queries. */
  static final String QUERY_DEF = "xtk:queryDef";

  /** All of them. */
  static final Schemas ALL =
      new Schemas(
          List.of(
              event(QueryTable.RT_EVENT),
              event(QueryTable.BATCH_EVENT),
              queried(QueryTable.BROAD_LOG_RT_EVENT, List.of()),
              queried(QueryTable.BROAD_LOG_BATCH_EVENT, List.of()),
              queryDef(),
              SessionSchema.of(List.of())));

  private ServedSchemas() {}

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

  private static Schema.Element element(String name, String label, String... attributes) {
    return new Schema.Element(
        name,
        label,
        Stream.of(attributes).map(a -> new Schema.Attribute(a, "string", a)).toList(),
        List.of());
  }
}

package io.herald.execution.collect.soap;

import io.herald.execution.collect.soap.QueryReading.Operation;
import io.herald.execution.collect.soap.QueryReading.OutputName;
import io.herald.execution.query.EventQueries;
import io.herald.execution.query.EventQuery;
import io.herald.execution.query.QueryAnswer;
import io.herald.platform.soap.MethodName;
import io.herald.platform.soap.Parameters;
import io.herald.platform.soap.SoapAnswer;
import io.herald.platform.soap.SoapMethod;
import io.herald.platform.soap.SoapWriter;
import io.herald.platform.soap.schema.XmlText;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Answers queries about events and their delivery logs (API-29, client contract A.8). */
final class ExecuteQuery implements SoapMethod {
  private static final MethodName NAME = new MethodName(ServedSchemas.QUERY_DEF, "ExecuteQuery");
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private final EventQueries queries;
  private final QueryReading reading;

  ExecuteQuery(EventQueries queries, ZoneId zone) {
    this.queries = queries;
    this.reading = new QueryReading(NAME, zone);
  }

  @Override
  public Invocation read(Parameters parameters) throws XMLStreamException {
    @Nullable QueryDraft draft = parameters.element((xml, namespace) -> QueryDraft.read(xml));
    return (Guarded) (exchange, who) -> execute(draft, who.maySeePersonalData());
  }

  private SoapAnswer execute(@Nullable QueryDraft draft, boolean personal) {
    if (draft == null) {
      return SoapAnswer.Fault.refused(NAME, "The second parameter holds no queryDef element.");
    }
    return switch (reading.understand(draft, personal)) {
      case QueryReading.Understanding.Refused(SoapAnswer.Fault fault) -> fault;
      case QueryReading.Understanding.Understood understood -> answer(understood);
    };
  }

  private SoapAnswer answer(QueryReading.Understanding.Understood understood) {
    EventQuery query = understood.query();
    QueryAnswer answer =
        understood.operation() == Operation.COUNT ? queries.count(query) : queries.find(query);
    return switch (answer) {
      case QueryAnswer.Count(long rows) ->
          output(
              "<"
                  + query.table().element()
                  + XmlText.attribute("count", Long.toString(rows))
                  + "/>");
      case QueryAnswer.Rows(List<List<String>> rows) -> found(understood, rows);
      case QueryAnswer.TooLong(Duration bound) ->
          SoapAnswer.Fault.refused(
              NAME,
              "The query takes longer than "
                  + bound.toSeconds()
                  + " seconds: ask by @id, or narrow it, for example to recent events by @id of the"
                  + " first one.");
      case QueryAnswer.NotComputable() ->
          SoapAnswer.Fault.notUnderstood(
              "A value cannot be computed, for example a text that is no number.");
      case QueryAnswer.Busy() ->
          SoapAnswer.Fault.unavailable(
              NAME,
              "Other queries that read history are under way; those by @id are always answered.",
              COME_AGAIN);
    };
  }

  private static SoapAnswer found(
      QueryReading.Understanding.Understood understood, List<List<String>> rows) {
    String element = understood.query().table().element();
    return switch (understood.operation()) {
      case GET ->
          rows.isEmpty()
              ? SoapAnswer.Fault.refused(NAME, "No " + element + " fits the query.")
              : output(row(element, understood.names(), rows.getFirst()));
      case GET_IF_EXISTS ->
          output(
              rows.isEmpty()
                  ? "<" + element + "/>"
                  : row(element, understood.names(), rows.getFirst()));
      case SELECT, COUNT -> {
        StringBuilder collection = new StringBuilder("<" + element + "-collection>");
        rows.forEach(row -> collection.append(row(element, understood.names(), row)));
        yield output(collection.append("</" + element + "-collection>").toString());
      }
    };
  }

  private static SoapAnswer output(String element) {
    return new SoapAnswer.Success(NAME, SoapWriter.document("pdomOutput", element));
  }

  private static String row(String element, List<OutputName> names, List<String> values) {
    Node root = new Node();
    for (int i = 0; i < names.size(); i++) {
      Node node = root;
      for (String link : names.get(i).links()) {
        node = node.children.computeIfAbsent(link, name -> new Node());
      }
      node.attributes.putIfAbsent(names.get(i).attribute(), values.get(i));
    }
    StringBuilder out = new StringBuilder();
    root.write(out, element);
    return out.toString();
  }

  /** An element of an answer while it is put together. */
  private static final class Node {
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Map<String, Node> children = new LinkedHashMap<>();

    void write(StringBuilder out, String name) {
      out.append('<').append(name);
      attributes.forEach((attribute, value) -> out.append(XmlText.attribute(attribute, value)));
      if (children.isEmpty()) {
        out.append("/>");
      } else {
        out.append('>');
        new ArrayList<>(children.entrySet())
            .forEach(child -> child.getValue().write(out, child.getKey()));
        out.append("</").append(name).append('>');
      }
    }
  }
}

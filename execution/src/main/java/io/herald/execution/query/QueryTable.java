package io.herald.execution.query;

import static io.herald.execution.query.QueryColumn.byteNumber;
import static io.herald.execution.query.QueryColumn.datetime;
import static io.herald.execution.query.QueryColumn.id;
import static io.herald.execution.query.QueryColumn.number;
import static io.herald.execution.query.QueryColumn.personal;
import static io.herald.execution.query.QueryColumn.string;

import io.herald.message.event.Queue;
import io.herald.message.expression.Expression;
import io.herald.message.expression.Fields;
import io.herald.message.expression.Function;
import io.herald.message.expression.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be asked about, under the names existing clients know, and with which fields. */
public enum QueryTable implements Fields {
  RT_EVENT("rtEvent", "Real time event", "event e", "e.id", Queue.REAL_TIME, Columns.EVENT),
  BATCH_EVENT("batchEvent", "Batch event", "event e", "e.id", Queue.BATCH, Columns.EVENT),
  BROAD_LOG_RT_EVENT(
      "broadLogRtEvent",
      "Delivery log of real time events",
      Columns.LOG_WITH_EVENT,
      "d.event_id",
      Queue.REAL_TIME,
      Columns.LOG),
  BROAD_LOG_BATCH_EVENT(
      "broadLogBatchEvent",
      "Delivery log of batch events",
      Columns.LOG_WITH_EVENT,
      "d.event_id",
      Queue.BATCH,
      Columns.LOG);

  private static final String NAMESPACE = "nms";

  private final String element;
  private final String label;
  private final String from;
  private final String key;
  private final Queue queue;
  private final Map<String, QueryColumn> columns = new LinkedHashMap<>();

  QueryTable(
      String element,
      String label,
      String from,
      String key,
      Queue queue,
      List<QueryColumn> columns) {
    this.element = element;
    this.label = label;
    this.from = from;
    this.key = key;
    this.queue = queue;
    columns.forEach(column -> this.columns.put(column.path(), column));
  }

  /** For example {@code nms:rtEvent}. */
  public String schema() {
    return NAMESPACE + ":" + element;
  }

  /** The name of its rows, for example {@code rtEvent}. */
  public String element() {
    return element;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** Its fields, in the order of the documentation. */
  public List<QueryColumn> columns() {
    return List.copyOf(columns.values());
  }

  String from() {
    return from;
  }

  /** The column with the whole id. */
  String key() {
    return key;
  }

  Queue queue() {
    return queue;
  }

  /** What stands for a field; empty when there is none of this name. */
  public Optional<QueryColumn> column(Expression.Field field) {
    return Optional.ofNullable(columns.get(field.path()));
  }

  @Override
  public Optional<ValueType> typeOf(Expression.Field field) {
    return column(field).map(column -> column.kind().type());
  }

  /** Only what the database can be asked. */
  @Override
  public boolean allows(Function function) {
    return SqlWriter.translates(function);
  }

  @Override
  public String known() {
    return String.join(", ", columns.keySet());
  }

  /** The table of this schema, in any letter case. */
  public static Optional<QueryTable> of(String schema) {
    return Arrays.stream(values())
        .filter(table -> table.schema().equalsIgnoreCase(schema))
        .findFirst();
  }

  /** For messages: what can be asked about. */
  public static String schemas() {
    return Arrays.stream(values()).map(QueryTable::schema).collect(Collectors.joining(", "));
  }

  /** Which column is what. */
  private static final class Columns {
    static final String LOG_WITH_EVENT = "delivery_log d JOIN event e ON e.id = d.event_id";

    static final List<QueryColumn> EVENT =
        List.of(
            id("@id", "e.id", "Id"),
            string("@type", "e.type", "Event type"),
            byteNumber("@status", "e.status", "Status"),
            personal("@email", "e.email", "Email"),
            personal("@mobilePhone", "e.mobile_phone", "Mobile phone"),
            personal("@registrationToken", "e.registration_token", "Push address"),
            byteNumber("@wishedChannel", "e.wished_channel", "Channel asked for"),
            byteNumber("@emailFormat", "e.email_format", "Email format"),
            string("@origin", "e.origin", "Source system"),
            string("@externalId", "e.external_id", "Caller's own id"),
            string("@correlationId", "e.correlation_id", "Correlation id"),
            string("@hashIpId", "e.hash_ip_id", "Hash id"),
            string("@language", "e.language", "Language"),
            string("@country", "e.country", "Country"),
            datetime("@scheduled", "e.scheduled", "Not to be sent before"),
            datetime("@expiration", "e.expiration", "Not to be sent after"),
            datetime("@created", "e.created", "Accepted"),
            datetime("@lastModified", "e.last_modified", "Last change"),
            datetime("@processRequestedOn", "e.due_at", "Process requested on"),
            datetime("@processedOn", "e.finished_at", "Settled"),
            number("@errorCount", "e.error_count", "Number of errors"),
            number("@attemptCount", "e.attempt", "Sending attempts"),
            string("@lastError", "e.reason", "Why it stands where it stands"),
            string("@template", "e.template", "Template of its message"),
            number("@templateVersion", "e.template_version", "Version of the template"));

    private static final List<QueryColumn> MESSAGE =
        List.of(
            id("@id", "d.event_id", "Id: that of the event"),
            id("@event-id", "d.event_id", "Event"),
            byteNumber("@status", "d.status", "Status"),
            byteNumber("@channel", "d.channel", "Channel"),
            personal("@address", "d.address", "Address"),
            byteNumber("@failureType", "d.failure_type", "Failure type"),
            byteNumber("@failureReason", "d.failure_reason", "Failure reason"),
            personal("@answer", "d.answer", "Answer of the relay"),
            string("@messageId", "d.message_id", "Message-ID"),
            datetime("@eventDate", "d.sent_at", "Handed over"),
            datetime("@nextRetry", "d.next_retry", "Next attempt"),
            datetime("@lastModified", "d.last_modified", "Last change"),
            number("@attemptCount", "d.attempt", "Attempts"),
            string("@template", "d.template", "Template"),
            number("@templateVersion", "d.template_version", "Version of the template"));

    static final List<QueryColumn> LOG = withEvent();

    private Columns() {}

    private static List<QueryColumn> withEvent() {
      List<QueryColumn> all = new ArrayList<>(MESSAGE);
      Stream.of("@type", "@status", "@email", "@mobilePhone", "@externalId", "@created")
          .forEach(
              path ->
                  EVENT.stream()
                      .filter(column -> column.path().equals(path))
                      .map(
                          column ->
                              new QueryColumn(
                                  "event/" + path,
                                  column.kind(),
                                  column.sql(),
                                  column.label(),
                                  column.personal()))
                      .forEach(all::add));
      return List.copyOf(all);
    }
  }
}

package io.herald.execution.collect.soap;

import io.herald.execution.collect.Instants;
import io.herald.execution.query.EventQuery;
import io.herald.execution.query.QueryColumn;
import io.herald.execution.query.QueryTable;
import io.herald.message.expression.Conditions;
import io.herald.message.expression.Expression;
import io.herald.message.expression.ExpressionReader;
import io.herald.message.expression.Fields;
import io.herald.message.expression.Function;
import io.herald.message.expression.Reading;
import io.herald.message.expression.ValueType;
import io.herald.platform.access.Right;
import io.herald.platform.soap.MethodName;
import io.herald.platform.soap.SoapAnswer;
import java.io.Serial;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understands query documents. Safe for use by many threads. */
final class QueryReading {
  private final MethodName name;
  private final ZoneId zone;

  /**
   * @param zone where dates without offset are understood (DM-5)
   */
  QueryReading(MethodName name, ZoneId zone) {
    this.name = name;
    this.zone = zone;
  }

  /** What is asked for. */
  enum Operation {
    GET,
    GET_IF_EXISTS,
    SELECT,
    COUNT
  }

  /** What a document comes to. */
  sealed interface Understanding {
    /**
     * A question.
     *
     * @param names how the answer names the selected values, in their order
     */
    record Understood(Operation operation, EventQuery query, List<OutputName> names)
        implements Understanding {}

    /** No question. */
    record Refused(SoapAnswer.Fault fault) implements Understanding {}
  }

  /**
   * Where a value stands in the answer.
   *
   * @param links the elements it stands in, outermost first
   */
  record OutputName(List<String> links, String attribute) {}

  /** Leaves the reading; never leaves this class. */
  private static final class Refusal extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient SoapAnswer.Fault fault;

    Refusal(SoapAnswer.Fault fault) {
      super(null, null, false, false);
      this.fault = fault;
    }
  }

  /**
   * @param personal whether the caller may see personal data
   */
  Understanding understand(QueryDraft draft, boolean personal) {
    try {
      return read(draft, personal);
    } catch (Refusal refusal) {
      return new Understanding.Refused(refusal.fault);
    }
  }

  private Understanding read(QueryDraft draft, boolean personal) {
    QueryTable table =
        QueryTable.of(draft.attributes().schema())
            .orElseThrow(
                () ->
                    refused(
                        "schema: "
                            + shown(draft.attributes().schema())
                            + " cannot be queried on this instance; those that can are "
                            + QueryTable.schemas()));
    Operation operation = operation(draft.attributes().operation());
    if (draft.unsupported() != null) {
      throw refused(draft.unsupported() + " is not supported in queries");
    }
    ExpressionReader reader = new ExpressionReader(table, text -> Instants.parse(text, zone));
    // what cannot be seen must not be found out by asking, either
    ExpressionReader asking =
        personal
            ? reader
            : new ExpressionReader(withoutPersonal(table), text -> Instants.parse(text, zone));
    List<EventQuery.Selected> select = new ArrayList<>();
    List<OutputName> names = new ArrayList<>();
    for (QueryDraft.Node node : draft.select()) {
      Reading.Understood value = value(reader, "select/node", select.size() + 1, node.expr());
      select.add(new EventQuery.Selected(value.expression(), value.type()));
      names.add(outputName(node, value.expression()));
    }
    if (select.isEmpty()) {
      Reading.Understood id = value(reader, "select/node", 1, "@id");
      select.add(new EventQuery.Selected(id.expression(), id.type()));
      names.add(new OutputName(List.of(), "id"));
    }
    List<EventQuery.Ordering> order = new ArrayList<>();
    for (QueryDraft.Node node : draft.orderBy()) {
      Reading.Understood value = value(asking, "orderBy/node", order.size() + 1, node.expr());
      order.add(new EventQuery.Ordering(value.expression(), node.descending()));
    }
    @Nullable Expression filter = draft.where().isEmpty() ? null : filter(asking, draft.where());
    int limit =
        operation == Operation.SELECT
            ? number("lineCount", draft.attributes().lineCount(), 1, EventQuery.MAX_ROWS)
            : 1;
    int offset = number("startLine", draft.attributes().startLine(), 0, 0);
    return new Understanding.Understood(
        operation, new EventQuery(table, select, filter, order, limit, offset, personal), names);
  }

  private Fields withoutPersonal(QueryTable table) {
    return new Fields() {
      @Override
      public Optional<ValueType> typeOf(Expression.Field field) {
        if (table.column(field).filter(QueryColumn::personal).isPresent()) {
          throw refused(
              field.path()
                  + " in a condition or order takes the right "
                  + Right.PRIVATE_DATA_VIEW.label()
                  + ", or the scope personal");
        }
        return table.typeOf(field);
      }

      @Override
      public boolean allows(Function function) {
        return table.allows(function);
      }

      @Override
      public String known() {
        return table.known();
      }
    };
  }

  private static Expression filter(ExpressionReader reader, List<Conditions.Condition> conditions) {
    return switch (Conditions.join(conditions, reader)) {
      case Conditions.Joined.Understood(Expression expression) -> expression;
      case Conditions.Joined.NotUnderstood(int index, Reading.NotUnderstood why) ->
          throw notUnderstood("where/condition", index, why.column(), why.message());
    };
  }

  private Operation operation(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "get" -> Operation.GET;
      case "getifexists" -> Operation.GET_IF_EXISTS;
      case "select", "" -> Operation.SELECT;
      case "count" -> Operation.COUNT;
      default -> throw refused("operation: expected get, getIfExists, select or count");
    };
  }

  /** More rows than allowed are as many as allowed (client contract A.8). */
  private int number(String attribute, String text, int least, int otherwise) {
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
      throw refused(attribute + ": expected a whole number from " + least + " on");
    }
    int number = Integer.parseInt(text);
    return otherwise == 0 ? number : Math.min(number, otherwise);
  }

  private static Reading.Understood value(
      ExpressionReader reader, String part, int index, String expr) {
    return switch (reader.readValue(expr)) {
      case Reading.Understood understood -> understood;
      case Reading.NotUnderstood(int column, String message) ->
          throw notUnderstood(part, index, column, message);
    };
  }

  private static Refusal notUnderstood(String part, int index, int column, String message) {
    return new Refusal(
        SoapAnswer.Fault.notUnderstood(
            "%s %d, column %d: %s".formatted(part, index, column, message)));
  }

  /** A field has its own name; anything else needs an alias. */
  private OutputName outputName(QueryDraft.Node node, Expression value) {
    if (!node.alias().isEmpty()) {
      return ExpressionReader.field(node.alias())
          .map(alias -> new OutputName(alias.links(), alias.name()))
          .orElseThrow(() -> refused("alias: expected a name such as @total"));
    }
    return Optional.of(value)
        .filter(Expression.Field.class::isInstance)
        .map(Expression.Field.class::cast)
        .map(field -> new OutputName(field.links(), field.name()))
        .orElseThrow(
            () -> refused("select/node: an expression needs an alias, such as alias=\"@total\""));
  }

  private Refusal refused(String detail) {
    return new Refusal(SoapAnswer.Fault.refused(name, detail));
  }

  /** A name from outside, fit for a fault. */
  private static String shown(String schema) {
    return schema.matches("[A-Za-z0-9_]{1,32}:[A-Za-z0-9_]{1,64}")
        ? schema
        : "a schema without a name such as nms:rtEvent";
  }
}

package io.herald.execution.query;

import io.herald.message.expression.ValueType;

/**
 * A field that can be asked for, and what it is in the database.
 *
 * @param path as an expression names it, for example {@code @status} or {@code event/@type}
 * @param kind what its values are, as schemas name it
 * @param sql what stands for it in a statement: ours alone, nothing of it comes from a caller
 * @param label for people
 * @param personal whether only callers who may see personal data are shown it (SEC-6)
 */
public record QueryColumn(String path, Kind kind, String sql, String label, boolean personal) {
  /** What values are. */
  public enum Kind {
    /**
     * An event's id: shown and compared by its low 56 bits, and compared by all 64 as well
     * (API-29). Its SQL is the whole id.
     */
    ID("long", ValueType.NUMBER),
    BYTE("byte", ValueType.NUMBER),
    LONG("long", ValueType.NUMBER),
    /** A text that is not there is an empty text. */
    STRING("string", ValueType.TEXT),
    DATETIME("datetime", ValueType.MOMENT);

    private final String schemaType;
    private final ValueType type;

    Kind(String schemaType, ValueType type) {
      this.schemaType = schemaType;
      this.type = type;
    }

    /** As a schema document names it. */
    public String schemaType() {
      return schemaType;
    }

    /** As the expression language knows it. */
    public ValueType type() {
      return type;
    }
  }

  static QueryColumn id(String path, String sql, String label) {
    return new QueryColumn(path, Kind.ID, sql, label, false);
  }

  static QueryColumn byteNumber(String path, String sql, String label) {
    return new QueryColumn(path, Kind.BYTE, sql, label, false);
  }

  static QueryColumn number(String path, String sql, String label) {
    return new QueryColumn(path, Kind.LONG, sql, label, false);
  }

  static QueryColumn string(String path, String sql, String label) {
    return new QueryColumn(path, Kind.STRING, "coalesce(" + sql + ", '')", label, false);
  }

  static QueryColumn personal(String path, String sql, String label) {
    return new QueryColumn(path, Kind.STRING, "coalesce(" + sql + ", '')", label, true);
  }

  static QueryColumn datetime(String path, String sql, String label) {
    return new QueryColumn(path, Kind.DATETIME, sql, label, false);
  }
}

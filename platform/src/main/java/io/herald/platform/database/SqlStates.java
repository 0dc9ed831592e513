package io.herald.platform.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's error codes mean for the caller (PostgreSQL manual, appendix A). */
public final class SqlStates {
  /** A row does not fit any partition. */
  public static final String NO_PARTITION = "23514";

  /** A table is not there. */
  public static final String NO_TABLE = "42P01";

  /** A unique key exists already. */
  public static final String UNIQUE_VIOLATION = "23505";

  private SqlStates() {}

  /**
   * True when the same statement may work later: the connection broke, the server is starting,
   * stopping, out of resources, read-only for the moment, or chose this transaction as the victim
   * of a conflict.
   */
  public static boolean databaseIsAway(SQLException e) {
    if (e instanceof SQLTransientException) {
      return true; // the pool found no connection in time
    }
    @Nullable String state = e.getSQLState();
    if (state == null) {
      return true; // the driver gave up without the server's word
    }
    return state.startsWith("08") // connection
        || state.startsWith(
            "53") // insufficient resources: disk full, out of memory, too many connections
        || state.startsWith("57P") // operator intervention: shutdown, starting up
        || state.startsWith("58") // system error
        || state.startsWith("40") // serialization failure, deadlock
        || state.equals("57014") // cancelled by an administrator or a time limit
        || state.equals("55P03") // a lock was not to be had in time
        || state.equals("25006"); // read-only transaction: a standby that is being promoted
  }
}

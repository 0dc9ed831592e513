package io.herald.platform.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A database that cannot be used: the message says which, why, and what to do. */
public final class UnusableDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableDatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Turns PostgreSQL's codes (appendix A of its manual) into what an operator can do about it. */
  static UnusableDatabaseException because(DatabaseAddress address, Throwable failure) {
    SQLException refusal = sqlCause(failure);
    String state = refusal == null || refusal.getSQLState() == null ? "" : refusal.getSQLState();
    String advice =
        switch (state) {
          case "28P01", "28000" -> "the server refuses this user and password";
          case "3D000" -> "the server has no such database; create it with CREATE DATABASE";
          case "53300" -> "the server has no connection left; raise its max_connections";
          case "57P03" -> "the server is starting or shutting down; try again in a moment";
          case "08001" -> "nothing answers there; check host and port and that the server runs";
          case "08006" ->
              "the connection broke off; check host and port and that a PostgreSQL is there";
          default -> refusal == null ? failure.toString() : refusal.getMessage();
        };
    return new UnusableDatabaseException(
        "Cannot use " + address + ": " + advice + (state.isEmpty() ? "" : " (" + state + ")"),
        failure);
  }

  private static @Nullable SQLException sqlCause(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refusal && refusal.getSQLState() != null) {
        return refusal;
      }
    }
    return null;
  }
}

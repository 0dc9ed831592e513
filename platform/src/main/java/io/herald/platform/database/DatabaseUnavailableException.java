package io.herald.platform.database;

import java.sql.SQLException;

/**
 * A question to the database got no answer. Whether that matters, and when to ask again, is the
 * caller's decision.
 */
public final class DatabaseUnavailableException extends RuntimeException {
  public DatabaseUnavailableException(SQLException cause) {
    super("the database did not answer: " + cause.getMessage(), cause);
  }
}

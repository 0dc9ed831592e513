package io.herald.execution;

import io.herald.platform.database.DiskSpace;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * For load balancers: 200 when events can be taken, that is, when the database answers and has
 * room; else 503 with the reason.
 */
final class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int ANSWERS_WITHIN_SECONDS = 2;

  private final transient DataSource dataSource;
  private final transient DiskSpace disk;

  HealthServlet(DataSource dataSource, DiskSpace disk) {
    this.dataSource = dataSource;
    this.disk = disk;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<String> trouble =
        databaseAnswers() ? disk.shortage() : Optional.of("the database does not answer");
    response.setStatus(trouble.isEmpty() ? 200 : 503);
    response.setContentType("text/plain;charset=utf-8");
    response.getWriter().println(trouble.orElse("ok"));
  }

  private boolean databaseAnswers() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(ANSWERS_WITHIN_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }
}

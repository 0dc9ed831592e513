package io.herald.execution;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * For load balancers: 200 when events can be taken, that is, when the database answers; else 503.
 */
final class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int ANSWERS_WITHIN_SECONDS = 2;

  private final transient DataSource dataSource;

  HealthServlet(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean well = databaseAnswers();
    response.setStatus(well ? 200 : 503);
    response.setContentType("text/plain;charset=utf-8");
    response.getWriter().println(well ? "ok" : "the database does not answer");
  }

  private boolean databaseAnswers() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(ANSWERS_WITHIN_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }
}

package io.herald.platform.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Groups of operators, each a bundle of rights (SEC-3). Safe for use by many threads. */
public final class OperatorGroups {
  private static final int MAX_GROUPS = 1_000;
  private static final String FOREIGN_KEY_VIOLATION = "23503";

  private static final String PUT =
      """
      INSERT INTO operator_group (name, rights, changed)
      SELECT ?, ?, ?
      WHERE (SELECT count(*) FROM operator_group) < %d
         OR EXISTS (SELECT FROM operator_group WHERE name = ?)
      ON CONFLICT (name) DO UPDATE SET rights = excluded.rights, changed = excluded.changed
      """
          .formatted(MAX_GROUPS);

  private static final String LIST = "SELECT name, rights FROM operator_group ORDER BY name";

  private static final String DELETE = "DELETE FROM operator_group WHERE name = ?";

  /** A group. */
  public record Group(String name, Set<String> rights) {}

  /** What became of the wish to remove a group. */
  public enum Removal {
    REMOVED,
    UNKNOWN,
    IN_USE
  }

  private final DataSource database;
  private final OperatorAccounts operators;
  private final Clock clock;

  OperatorGroups(DataSource database, OperatorAccounts operators, Clock clock) {
    this.database = database;
    this.operators = operators;
    this.clock = clock;
  }

  /**
   * These rights, all of which are known.
   *
   * @throws IllegalArgumentException when one is not
   */
  public static Set<String> known(Set<String> rights) {
    for (String right : rights) {
      if (Right.of(right).isEmpty()) {
        throw new IllegalArgumentException(
            "known are "
                + java.util.Arrays.stream(Right.values())
                    .map(Right::label)
                    .collect(Collectors.joining(", ")));
      }
    }
    return rights;
  }

  /**
   * Creates a group, or gives it other rights; its operators have them within {@link
   * AccessSettings#FRESHNESS}.
   *
   * @throws IllegalArgumentException when name or rights are out of bounds, or there are too many
   */
  public void put(String name, Set<String> rights) {
    if (!name.matches("[^/\\p{Cntrl}]{1,64}")) {
      throw new IllegalArgumentException("name: 1 to 64 characters without slash");
    }
    try {
      known(rights);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("rights: " + e.getMessage(), e);
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PUT)) {
      statement.setString(1, name);
      statement.setArray(2, connection.createArrayOf("text", rights.toArray()));
      statement.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
      statement.setString(4, name);
      if (statement.executeUpdate() == 0) {
        throw new IllegalArgumentException("name: there are " + MAX_GROUPS + " groups already");
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("the group cannot be stored", e);
    }
    operators.groupsChanged();
  }

  /** All of them, by name. */
  public List<Group> list() {
    List<Group> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LIST);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(new Group(rows.getString("name"), OperatorStore.texts(rows.getArray("rights"))));
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("groups cannot be read", e);
    }
    return found;
  }

  /** Removes a group no operator is in. */
  public Removal remove(String name) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setString(1, name);
      return statement.executeUpdate() == 1 ? Removal.REMOVED : Removal.UNKNOWN;
    } catch (SQLException e) {
      if (FOREIGN_KEY_VIOLATION.equals(e.getSQLState())) {
        return Removal.IN_USE;
      }
      throw new AccessUnavailable("the group cannot be removed", e);
    }
  }

  /**
   * @throws IllegalArgumentException when one of these groups is not there
   */
  public void requireKnown(Set<String> names) {
    Set<String> there = list().stream().map(Group::name).collect(Collectors.toSet());
    if (!there.containsAll(names)) {
      throw new IllegalArgumentException("groups: GET /v1/operator-groups lists those there are");
    }
  }
}

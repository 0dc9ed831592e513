package io.herald.platform.access;

import java.util.Set;

/**
 * A person or program known by login and password.
 *
 * @param id stable number
 * @param login unique, for example {@code mc}
 * @param rights labels of named rights (SEC-3), its own and those of its groups
 */
public record Operator(long id, String login, Set<String> rights) {
  /** May do everything. */
  public static final String ADMINISTRATION = "ADMINISTRATION";

  /** May push events and read their status. */
  public static final String MESSAGE_CENTER_EXECUTION = "MESSAGE CENTER EXECUTION";

  public Operator {
    rights = Set.copyOf(rights);
  }

  /** Whether the operator holds this right, or the right to everything. */
  public boolean may(String right) {
    return rights.contains(right) || rights.contains(ADMINISTRATION);
  }

  /** Whether the operator holds this right, or the right to everything. */
  public boolean may(Right right) {
    return may(right.label());
  }
}

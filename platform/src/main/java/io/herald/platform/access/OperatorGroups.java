package io.herald.platform.access;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Groups of operators, each a bundle of rights (SEC-3). Safe for use by many threads. */
public final class OperatorGroups {
  /** A group. */
  public record Group(String name, Set<String> rights) {}

  /** What became of the wish to remove a group. */
  public enum Removal {
    REMOVED,
    UNKNOWN,
    IN_USE
  }

  private final OperatorGroupStore store;
  private final OperatorAccounts operators;
  private final Clock clock;

  OperatorGroups(DataSource database, OperatorAccounts operators, Clock clock) {
    this.store = new OperatorGroupStore(database);
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
                + Arrays.stream(Right.values())
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
    if (!store.put(name, rights, clock.instant())) {
      throw new IllegalArgumentException(
          "name: there are " + OperatorGroupStore.MAX_GROUPS + " groups already");
    }
    operators.groupsChanged();
  }

  /** All of them, by name. */
  public List<Group> list() {
    return store.list();
  }

  /** Removes a group no operator is in. */
  public Removal remove(String name) {
    return store.remove(name);
  }

  /** Whether an operator of this account may do it, by a right of its own or of its groups. */
  public boolean give(OperatorAccount account, Right right) {
    return account.rights().contains(right.label())
        || list().stream()
            .anyMatch(
                group ->
                    account.groups().contains(group.name())
                        && group.rights().contains(right.label()));
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

  /** Whether an operator that is as this says could let others in. */
  public boolean mayAdminister(OperatorAccount account) {
    return !account.disabled() && give(account, Right.ADMINISTRATION);
  }
}

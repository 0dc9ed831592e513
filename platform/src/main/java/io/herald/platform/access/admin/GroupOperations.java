package io.herald.platform.access.admin;

import io.herald.platform.access.AuditLog;
import io.herald.platform.access.OperatorGroups;
import io.herald.platform.http.operation.Answer;
import io.herald.platform.http.operation.Call;
import io.herald.platform.http.operation.Described;
import io.herald.platform.http.operation.Operation;
import io.herald.platform.http.operation.Parameter;
import io.herald.platform.http.operation.Problem;
import io.herald.platform.http.operation.Refused;
import io.herald.platform.http.operation.Reply;
import java.util.List;
import java.util.Set;

/** {@code /v1/operator-groups}: bundles of rights (SEC-3). */
final class GroupOperations {
  private static final String GROUP = "Operator groups";
  private static final String PATH = "/v1/operator-groups";
  private static final GroupResource EXAMPLE =
      new GroupResource("senders", List.of("MESSAGE CENTER EXECUTION"));

  private final OperatorGroups groups;
  private final AuditLog audit;

  GroupOperations(OperatorGroups groups, AuditLog audit) {
    this.groups = groups;
    this.audit = audit;
  }

  /** A group and its rights. */
  @Described("A group of operators")
  record GroupResource(
      @Described("1 to 64 characters without slash") String name,
      @Described("What its operators may do") List<String> rights) {}

  /** The rights of a group. */
  @Described("What the operators of a group may do")
  record GroupRights(List<String> rights) {}

  /** All groups. */
  @Described("Groups by name")
  record GroupList(List<GroupResource> items) {}

  List<Operation> all() {
    return List.of(
        Operation.get(PATH)
            .named("listOperatorGroups", GROUP)
            .needs(Administration.RIGHT)
            .does("List groups by name", "At most 1,000; there are no more.")
            .answers(200, "All of them", GroupList.class, new GroupList(List.of(EXAMPLE)))
            .by(
                _ ->
                    Answer.ok(
                        new GroupList(
                            groups.list().stream()
                                .map(g -> new GroupResource(g.name(), sorted(g.rights())))
                                .toList()))),
        Operation.put(PATH + "/{name}")
            .named("putOperatorGroup", GROUP)
            .needs(Administration.RIGHT)
            .does("Create a group, or give it other rights", "")
            .knows(name())
            .takes(GroupRights.class, new GroupRights(EXAMPLE.rights()), Administration.MAX_BODY)
            .answers(200, "As it is now", GroupResource.class, EXAMPLE)
            .by(this::put),
        Operation.delete(PATH + "/{name}")
            .named("deleteOperatorGroup", GROUP)
            .needs(Administration.RIGHT)
            .does("Remove a group", "Only one without operators.")
            .knows(name())
            .answersNothing("Removed")
            .mayFail(409, "wrong-state", "Operators are in it")
            .by(this::remove));
  }

  private static Parameter name() {
    return Parameter.path("name", new Parameter.Form.Text(64), "Its name", "senders");
  }

  private Reply put(Call call) {
    String name = call.text("name").orElseThrow();
    List<String> rights = call.body(GroupRights.class).rights();
    return Administration.checked(
        () -> {
          groups.put(name, Set.copyOf(rights));
          audit(call, "operator-group.put", name);
          return Answer.ok(new GroupResource(name, sorted(Set.copyOf(rights))));
        });
  }

  private Reply remove(Call call) {
    String name = call.text("name").orElseThrow();
    return switch (groups.remove(name)) {
      case REMOVED -> {
        audit(call, "operator-group.delete", name);
        yield Answer.empty();
      }
      case UNKNOWN -> Administration.missing("There is no group of this name.");
      case IN_USE ->
          Refused.of(Problem.wrongState("Operators are in this group; take them out first."));
    };
  }

  private void audit(Call call, String action, String object) {
    audit.record(Administration.caller(call).did(action, object, "done", call.requestId()));
  }

  private static List<String> sorted(Set<String> rights) {
    return rights.stream().sorted().toList();
  }
}

package io.herald.platform.access.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.platform.access.AuditLog;
import io.herald.platform.access.Operator;
import io.herald.platform.access.OperatorAccount;
import io.herald.platform.access.OperatorAccounts;
import io.herald.platform.access.OperatorGroups;
import io.herald.platform.access.Principal;
import io.herald.platform.access.Right;
import io.herald.platform.access.Zones;
import io.herald.platform.http.Network;
import io.herald.platform.http.operation.Answer;
import io.herald.platform.http.operation.Call;
import io.herald.platform.http.operation.Described;
import io.herald.platform.http.operation.Operation;
import io.herald.platform.http.operation.Parameter;
import io.herald.platform.http.operation.Problem;
import io.herald.platform.http.operation.Refused;
import io.herald.platform.http.operation.Reply;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code /v1/operators}: who comes in with login and password (SEC-1). */
final class OperatorOperations {
  private static final String GROUP = "Operators";
  private static final String PATH = "/v1/operators";
  private static final String PUBLIC_ZONE = "public";
  private static final OperatorRequest EXAMPLE =
      new OperatorRequest(
          "Message Center agent",
          "agent@example.com",
          List.of("MESSAGE CENTER EXECUTION"),
          null,
          null,
          null,
          null,
          null);
  private static final OperatorResource SHOWN =
      new OperatorResource(
          "mc",
          "Message Center agent",
          "agent@example.com",
          List.of("MESSAGE CENTER EXECUTION"),
          List.of(),
          "public",
          List.of(),
          null,
          false);

  private final OperatorAccounts operators;
  private final OperatorGroups groups;
  private final Zones zones;
  private final AuditLog audit;

  OperatorOperations(
      OperatorAccounts operators, OperatorGroups groups, Zones zones, AuditLog audit) {
    this.operators = operators;
    this.groups = groups;
    this.zones = zones;
    this.audit = audit;
  }

  /** An operator as it should be. */
  @Described("An operator as it should be")
  record OperatorRequest(
      @Described("Its name for people; empty unless given") @Nullable String label,
      @Described(value = "Empty unless given", format = "email") @Nullable String email,
      @Described("Besides those of its groups; none unless given") @Nullable List<String> rights,
      @Described("Names of groups; none unless given") @Nullable List<String> groups,
      @Described("The security zone it may come from, or from zones inside it; public unless given")
          @Nullable String zone,
      @Described(
              "Networks it needs no password from, where the zone allows that; none unless given")
          @Nullable List<String> trustedNetworks,
      @Described("When its password is not taken any more; never unless given")
          @Nullable Instant passwordExpires,
      @Described("Whether it is locked out; no unless given") @Nullable Boolean disabled) {
    OperatorAccount as(String login) {
      return new OperatorAccount(
          login,
          label == null ? "" : label,
          email == null ? "" : email,
          ClientRequest.named("rights", () -> OperatorGroups.known(set(rights))),
          set(groups),
          zone == null ? PUBLIC_ZONE : zone,
          trustedNetworks == null
              ? List.of()
              : ClientRequest.named(
                  "trustedNetworks", () -> trustedNetworks.stream().map(Network::parse).toList()),
          passwordExpires,
          Boolean.TRUE.equals(disabled));
    }

    private static Set<String> set(@Nullable List<String> texts) {
      return texts == null ? Set.of() : Set.copyOf(texts);
    }
  }

  /** An operator to be created. */
  @Described("An operator to be created")
  record NewOperator(
      @Described("1 to 64 characters without slash, colon or blank; cannot change") String login,
      @Described("At least 12 characters") String password,
      @Described("Everything else") OperatorRequest operator) {
    @Override
    public String toString() {
      return "NewOperator[" + login + "]";
    }
  }

  /** Another password. */
  @Described("Another password")
  record NewPassword(
      @Described("At least 12 characters") String password,
      @Described("When it is not taken any more; never unless given") @Nullable Instant expires) {
    @Override
    public String toString() {
      return "NewPassword[not shown]";
    }
  }

  /** An operator as it is stored. */
  @Described("An operator")
  record OperatorResource(
      String login,
      String label,
      String email,
      List<String> rights,
      List<String> groups,
      String zone,
      List<String> trustedNetworks,
      @Nullable Instant passwordExpires,
      boolean disabled) {
    static OperatorResource of(OperatorAccount account) {
      return new OperatorResource(
          account.login(),
          account.label(),
          account.email(),
          account.rights().stream().sorted().toList(),
          account.groups().stream().sorted().toList(),
          account.zone(),
          account.trusted().stream().map(Network::text).toList(),
          account.passwordExpires(),
          account.disabled());
    }
  }

  /** A page of operators. */
  @Described("Operators by login")
  record OperatorList(List<OperatorResource> items) {}

  List<Operation> all() {
    return List.of(
        Operation.post(PATH)
            .named("createOperator", GROUP)
            .needs(Administration.RIGHT)
            .does("Create an operator", "")
            .takes(
                NewOperator.class,
                new NewOperator("mc", "correct horse battery", EXAMPLE),
                Administration.MAX_BODY)
            .answers(201, "Created", OperatorResource.class, SHOWN)
            .mayFail(409, "name-taken", "Another operator has this login")
            .by(this::create),
        Operation.get(PATH)
            .named("listOperators", GROUP)
            .needs(Administration.RIGHT)
            .does("List operators by login", "")
            .knows(Administration.limit())
            .knows(Administration.after("login"))
            .answers(200, "A page", OperatorList.class, new OperatorList(List.of(SHOWN)))
            .by(
                call ->
                    Answer.ok(
                        new OperatorList(
                            operators
                                .list(call.text("after").orElse(""), Administration.limit(call))
                                .stream()
                                .map(OperatorResource::of)
                                .toList()))),
        Operation.get(PATH + "/{login}")
            .named("getOperator", GROUP)
            .needs(Administration.RIGHT)
            .does("Read an operator", "")
            .knows(login())
            .answers(200, "The operator", OperatorResource.class, SHOWN)
            .by(this::read),
        Operation.put(PATH + "/{login}")
            .named("replaceOperator", GROUP)
            .needs(Administration.RIGHT)
            .does("Change an operator", "Its password stays; disabling it ends its sessions.")
            .knows(login())
            .takes(OperatorRequest.class, EXAMPLE, Administration.MAX_BODY)
            .answers(200, "Changed", OperatorResource.class, SHOWN)
            .mayFail(409, "own-administration", "The caller would lose its own administration")
            .by(this::replace),
        Operation.post(PATH + "/{login}:set-password")
            .named("setOperatorPassword", GROUP)
            .needs(Administration.RIGHT)
            .does("Give an operator another password", "Its sessions end.")
            .knows(login())
            .takes(
                NewPassword.class,
                new NewPassword("correct horse battery", null),
                Administration.MAX_BODY)
            .answersNothing("Changed")
            .by(this::setPassword),
        Operation.delete(PATH + "/{login}")
            .named("deleteOperator", GROUP)
            .needs(Administration.RIGHT)
            .does("Remove an operator", "Its sessions end.")
            .knows(login())
            .answersNothing("Removed")
            .mayFail(409, "own-administration", "The caller cannot remove itself")
            .by(this::remove));
  }

  private static Parameter login() {
    return Parameter.path("login", new Parameter.Form.Text(64), "Its login", "mc");
  }

  private Reply create(Call call) {
    NewOperator wanted = call.body(NewOperator.class);
    return Administration.checked(
        () -> {
          OperatorAccount account = wanted.operator().as(wanted.login());
          requireKnown(account);
          if (!operators.add(account, wanted.password())) {
            return Administration.taken("Another operator has this login.");
          }
          audit(call, "operator.create", account.login());
          return Answer.created(
              OperatorResource.of(account),
              PATH + "/" + URLEncoder.encode(account.login(), UTF_8).replace("+", "%20"));
        });
  }

  private Reply read(Call call) {
    return operators
        .get(login(call))
        .<Reply>map(account -> Answer.ok(OperatorResource.of(account)))
        .orElseGet(OperatorOperations::unknown);
  }

  private Reply replace(Call call) {
    return Administration.checked(
        () -> {
          OperatorAccount account = call.body(OperatorRequest.class).as(login(call));
          requireKnown(account);
          if (isCaller(call, account.login()) && !groups.mayAdminister(account)) {
            return ownAdministration();
          }
          if (!operators.change(account)) {
            return unknown();
          }
          audit(call, "operator.change", account.login());
          return Answer.ok(OperatorResource.of(account));
        });
  }

  private Reply setPassword(Call call) {
    NewPassword wanted = call.body(NewPassword.class);
    return Administration.checked(
        () -> {
          if (!operators.setPassword(login(call), wanted.password(), wanted.expires())) {
            return unknown();
          }
          audit(call, "operator.set-password", login(call));
          return Answer.empty();
        });
  }

  private Reply remove(Call call) {
    if (isCaller(call, login(call))) {
      return ownAdministration();
    }
    if (!operators.remove(login(call))) {
      return unknown();
    }
    audit(call, "operator.delete", login(call));
    return Answer.empty();
  }

  private void requireKnown(OperatorAccount account) {
    groups.requireKnown(account.groups());
    if (!zones.names().contains(account.zone())) {
      throw new IllegalArgumentException(
          "zone: there is none of this name; the setting access.zones has "
              + String.join(", ", new TreeSet<>(zones.names())));
    }
  }

  private static boolean isCaller(Call call, String login) {
    return Administration.caller(call).principal()
            instanceof Principal.OfOperator(Operator operator)
        && operator.login().equals(login);
  }

  /** So there is always one left who can let others in again. */
  private static Refused ownAdministration() {
    return Refused.of(
        Problem.of(
            409,
            "own-administration",
            "Nobody takes the administration from itself",
            "Let another operator with the right " + Right.ADMINISTRATION.label() + " do it."));
  }

  private static Reply unknown() {
    return Administration.missing("There is no operator of this login.");
  }

  private static String login(Call call) {
    return call.text("login").orElseThrow();
  }

  private void audit(Call call, String action, String object) {
    audit.record(Administration.caller(call).did(action, object, "done", call.requestId()));
  }
}

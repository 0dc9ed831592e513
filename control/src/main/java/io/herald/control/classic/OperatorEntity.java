package io.herald.control.classic;

import io.herald.control.design.Author;
import io.herald.platform.access.OperatorAccount;
import io.herald.platform.access.OperatorAccounts;
import io.herald.platform.access.OperatorGroups;
import io.herald.platform.access.Permission;
import io.herald.platform.access.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Operators (SEC-1). */
final class OperatorEntity implements EntityKind<OperatorAccount> {
  private static final String ANYWHERE = "public";

  /** So there is always one left who can let others in again. */
  private static final Written OWN_ADMINISTRATION =
      new Written.Refused(
          "nobody takes the administration from itself; let another operator with the right "
              + Right.ADMINISTRATION.label()
              + " do it.");

  private final OperatorAccounts operators;
  private final OperatorGroups groups;

  OperatorEntity(OperatorAccounts operators, OperatorGroups groups) {
    this.operators = operators;
    this.groups = groups;
  }

  @Override
  public List<String> schemas() {
    return List.of("xtk:operator");
  }

  @Override
  public Permission takes() {
    return Permission.ADMINISTER;
  }

  @Override
  public List<String> keys() {
    return List.of("@name");
  }

  @Override
  public Optional<OperatorAccount> find(String path, String value) {
    return operators.get(value);
  }

  @Override
  public Written create(EntityReading entity, Author author) {
    @Nullable String password = entity.value("access/@password");
    if (password == null) {
      return new Written.Refused("access/@password: is missing; a new operator needs one.");
    }
    @Nullable String name = entity.value("@name");
    OperatorAccount nobody =
        new OperatorAccount("nobody", "", "", Set.of(), Set.of(), ANYWHERE, List.of(), null, false);
    return checked(
        () -> {
          OperatorAccount account = account(entity, name == null ? "" : name, nobody);
          return operators.add(account, password)
              ? Written.Done.by("operator.create", account.login())
              : Findings.changedMeanwhile(account.login());
        });
  }

  @Override
  public Written change(OperatorAccount there, EntityReading entity, Author author) {
    @Nullable String password = entity.value("access/@password");
    return checked(
        () -> {
          OperatorAccount account =
              account(entity, there.login(), password == null ? there : withoutExpiry(there));
          if (account.login().equals(author.login()) && !groups.mayAdminister(account)) {
            return OWN_ADMINISTRATION;
          }
          List<String> actions = new ArrayList<>();
          if (password != null) {
            operators.setPassword(account.login(), password, null);
            actions.add("operator.set-password");
          }
          if (!operators.change(account)) {
            return Findings.changedMeanwhile(account.login());
          }
          actions.add("operator.change");
          return new Written.Done(actions, account.login());
        });
  }

  @Override
  public Written delete(OperatorAccount there, Author author) {
    if (there.login().equals(author.login())) {
      return OWN_ADMINISTRATION;
    }
    return operators.remove(there.login())
        ? Written.Done.by("operator.delete", there.login())
        : Findings.changedMeanwhile(there.login());
  }

  private OperatorAccount account(EntityReading entity, String login, OperatorAccount before) {
    @Nullable String type = entity.value("@type");
    if (type != null && !type.equals("0")) {
      throw new IllegalArgumentException("@type: is not 0; groups are written as xtk:group");
    }
    OperatorAccount account =
        new OperatorAccount(
            login,
            text(entity.value("@label", before.label())),
            text(entity.value("@email", before.email())),
            OperatorGroups.known(entity.names("right", before.rights())),
            entity.names("group", before.groups()),
            before.zone(),
            before.trusted(),
            before.passwordExpires(),
            flag(entity.value("@disabled"), before.disabled()));
    groups.requireKnown(account.groups());
    return account;
  }

  /** A new password lasts until somebody says otherwise. */
  private static OperatorAccount withoutExpiry(OperatorAccount account) {
    return new OperatorAccount(
        account.login(),
        account.label(),
        account.email(),
        account.rights(),
        account.groups(),
        account.zone(),
        account.trusted(),
        null,
        account.disabled());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static boolean flag(@Nullable String value, boolean otherwise) {
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    return switch (value.strip()) {
      case "1", "true" -> true;
      case "0", "false" -> false;
      default -> throw new IllegalArgumentException("@disabled: expected true or false");
    };
  }

  /** The rules of operators and groups name the part they were broken in. */
  static Written checked(Supplier<Written> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      return new Written.Refused(e.getMessage() + ".");
    }
  }
}

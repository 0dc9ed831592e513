package io.herald.platform.access.admin;

import io.herald.platform.access.Access;
import io.herald.platform.access.AccessUnavailable;
import io.herald.platform.access.ApiGate;
import io.herald.platform.access.Permission;
import io.herald.platform.http.operation.Call;
import io.herald.platform.http.operation.Finding;
import io.herald.platform.http.operation.Operation;
import io.herald.platform.http.operation.Parameter;
import io.herald.platform.http.operation.Problem;
import io.herald.platform.http.operation.Refused;
import io.herald.platform.http.operation.Reply;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All operations of administration, for the table of an instance. */
public final class Administration {
  static final String RIGHT = Permission.ADMINISTER.label();
  static final int MAX_BODY = 64 << 10;

  private static final Logger log = LoggerFactory.getLogger(Administration.class);
  private static final Duration COME_AGAIN = Duration.ofSeconds(2);
  private static final int MAX_PAGE = 200;
  private static final int PAGE = 50;

  private Administration() {}

  /** Those of this access. */
  public static List<Operation> operations(Access access) {
    return Stream.concat(
            new ClientOperations(access.clients(), access.audit())
                .all().stream().map(Administration::comingAgain),
            ofOperators(access).stream())
        .toList();
  }

  /** Those without API clients, for an instance that has none. */
  public static List<Operation> ofOperators(Access access) {
    return Stream.of(
            new OperatorOperations(
                    access.operators(), access.groups(), access.zones(), access.audit())
                .all(),
            new GroupOperations(access.groups(), access.audit()).all(),
            new AuditOperations(access.audit()).all())
        .flatMap(List::stream)
        .map(Administration::comingAgain)
        .toList();
  }

  /** The same, but when the database cannot be asked the caller is told to come again. */
  private static Operation comingAgain(Operation operation) {
    return new Operation(
        operation.verb(),
        operation.path(),
        operation.name(),
        operation.group(),
        operation.right(),
        operation.summary(),
        operation.description(),
        operation.parameters(),
        operation.body(),
        operation.success(),
        operation.failures(),
        call -> {
          try {
            return operation.handler().handle(call);
          } catch (AccessUnavailable e) {
            log.error("{} failed", operation.name(), e);
            return Refused.until(
                Problem.busy("The database cannot be asked at the moment."), COME_AGAIN);
          }
        });
  }

  static Parameter limit() {
    return Parameter.query(
        "limit",
        new Parameter.Form.Number(1, MAX_PAGE),
        "How many at most; " + PAGE + " unless said",
        "50");
  }

  static Parameter after(String what) {
    return Parameter.query(
        "after", new Parameter.Form.Text(128), "The " + what + " the page before ended with", "a");
  }

  static int limit(Call call) {
    return (int) call.number("limit", PAGE);
  }

  /** Who calls; the gate let nobody else in. */
  static ApiGate.Known caller(Call call) {
    return (ApiGate.Known) call.identity();
  }

  /** Answers what {@code work} answers, or 422 with the part that a bound was broken in. */
  static Reply checked(Supplier<Reply> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      int colon = message.indexOf(": ");
      boolean named = colon > 0 && message.substring(0, colon).matches("[A-Za-z ]+");
      return Refused.of(
          Problem.values(
              List.of(
                  named
                      ? new Finding(message.substring(0, colon), message.substring(colon + 2))
                      : new Finding("body", message))));
    }
  }

  static Refused taken(String detail) {
    return Refused.of(Problem.of(409, "name-taken", "The name is taken", detail));
  }

  static Refused missing(String detail) {
    return Refused.of(Problem.notFound(detail));
  }
}

package io.herald.platform.soap.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method clients may call.
 *
 * @param service where it is called, for example {@code xtk:session}
 * @param name for example {@code Logon}
 * @param onDocument whether it belongs to a document, which is then its first parameter; else it is
 *     static
 * @param alsoServedBy a second service under which clients look for it; null: none
 * @param right what the caller must be allowed
 * @param parameters behind the session token, those that go in before those that come out
 * @param purpose for people
 */
public record Method(
    String service,
    String name,
    boolean onDocument,
    @Nullable String alsoServedBy,
    Right right,
    List<Parameter> parameters,
    String purpose) {
  /** Who may call a method. */
  public enum Right {
    /** Anybody: it makes or ends credentials. */
    NONE("–"),
    /** Whoever is logged on. */
    IDENTIFIED("logged on"),
    /** Who may push events. */
    SEND("MESSAGE CENTER EXECUTION, or a client that may send"),
    /** Who may read their status. */
    READ("MESSAGE CENTER EXECUTION, or a client that may read"),
    /** Who may design and publish messages. */
    CONFIGURE("PUBLISH TRANSACTIONAL"),
    /** Whoever may change the entities in the document; the method itself looks. */
    OF_ENTITY("what the entity takes: see below");

    private final String label;

    Right(String label) {
      this.label = label;
    }

    /** For the reference page. */
    public String label() {
      return label;
    }
  }

  public Method {
    parameters = List.copyOf(parameters);
  }

  /** What a caller gives, behind the session token. */
  public List<Parameter> inputs() {
    return of(Parameter.Direction.IN);
  }

  /** What a caller gets. */
  public List<Parameter> outputs() {
    return of(Parameter.Direction.OUT);
  }

  private List<Parameter> of(Parameter.Direction direction) {
    return parameters.stream().filter(parameter -> parameter.direction() == direction).toList();
  }
}

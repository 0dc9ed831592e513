package io.herald.platform.http.operation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operation, already checked: its caller holds the right, its parameters have their
 * forms, its body could be read. Immutable.
 */
public final class Call {
  private final Identity identity;
  private final String requestId;
  private final Map<String, String> parameters;
  private final @Nullable Object body;

  Call(Identity identity, String requestId, Map<String, String> parameters, @Nullable Object body) {
    this.identity = identity;
    this.requestId = requestId;
    this.parameters = parameters;
    this.body = body;
  }

  /** Who calls. */
  public Identity identity() {
    return identity;
  }

  /** The name of this call in the log. */
  public String requestId() {
    return requestId;
  }

  /** A parameter the operation declares; empty when the caller left it out. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /**
   * A declared {@link Parameter.Form.Number} or {@link Parameter.Form.Id}.
   *
   * @param otherwise when the caller left it out
   */
  public long number(String name, long otherwise) {
    return text(name).map(Long::parseLong).orElse(otherwise);
  }

  /** A declared and required {@link Parameter.Form.Id}. */
  public long id(String name) {
    return text(name).map(Long::parseLong).orElseThrow();
  }

  /** A declared {@link Parameter.Form.Moment}. */
  public Optional<Instant> moment(String name) {
    return text(name).map(Parameter.Form.Moment::read);
  }

  /** A declared {@link Parameter.Form.Several}. */
  public List<String> several(String name) {
    return text(name).map(text -> List.of(text.split(","))).orElse(List.of());
  }

  /**
   * The body.
   *
   * @param type the one the operation declares
   */
  public <T> T body(Class<T> type) {
    return Objects.requireNonNull(type.cast(body), "this operation declares no body");
  }
}

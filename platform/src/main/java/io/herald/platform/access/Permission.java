package io.herald.platform.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an operation asks of its caller (SEC-8): a named right of an operator, or a scope of an API
 * client. Each operation states exactly one.
 */
public enum Permission {
  /** To push, cancel and reprocess events. */
  SEND(Right.MESSAGE_CENTER_EXECUTION, "send"),
  /** To read events, their status and what is published. */
  READ(Right.MESSAGE_CENTER_EXECUTION, "read"),
  /** To design and publish messages, and to set up what belongs to them, such as webhooks. */
  CONFIGURE(Right.PUBLISH_TRANSACTIONAL, "configure"),
  /** To change who may come in; no API client has it. */
  ADMINISTER(Right.ADMINISTRATION, "");

  private final Right right;
  private final String scope;

  Permission(Right right, String scope) {
    this.right = right;
    this.scope = scope;
  }

  /** The right an operator needs, unless it holds {@link Right#ADMINISTRATION}. */
  public Right right() {
    return right;
  }

  /** The scope an API client needs; empty when no scope is enough. */
  public String scope() {
    return scope;
  }

  /** Its name in tables of operations: {@code send}, {@code read}, {@code configure}, … */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with this label. */
  public static Optional<Permission> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }

  /** For the caller who lacks it. */
  public String missing() {
    return scope.isEmpty()
        ? "This takes an operator with the right " + right.label() + "."
        : "This takes an operator with the right "
            + right.label()
            + " or an API client with the scope "
            + scope
            + ".";
  }
}

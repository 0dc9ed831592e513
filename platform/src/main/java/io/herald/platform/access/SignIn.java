package io.herald.platform.access;

/** What a login and password come to. */
public sealed interface SignIn {
  /** What callers hear who are not who they say they are. */
  String WRONG = "Invalid login or password. Connection denied.";

  /** They are right. */
  record Known(Operator operator) implements SignIn {}

  /**
   * They are not enough.
   *
   * @param why for the caller; says more than {@link #WRONG} only when the password was right
   */
  record Refused(String why) implements SignIn {
    static Refused wrong() {
      return new Refused(WRONG);
    }
  }
}

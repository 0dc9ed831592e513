package io.herald.platform.access;

import java.net.InetAddress;
import java.util.Optional;

/** The operators of an instance. Safe for use by many threads. */
public interface Operators {
  /**
   * Checks a login and password; takes about as long for an unknown login as for a wrong password.
   * Repeated failures lock a login out for a while, for the address they came from only.
   *
   * @return the operator; empty for unknown, wrong, disabled or locked out, without saying which
   * @throws AccessUnavailable when the database cannot be asked
   */
  Optional<Operator> authenticate(String login, String password, InetAddress from);
}

package io.herald.control.design;

import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Who changes something, and when.
 *
 * @param login of the operator
 */
public record Author(String login, Instant at) {
  /** Who is signed in, now. */
  public static Author of(Principal who, InstantSource clock) {
    return new Author(who.getName(), clock.instant());
  }
}

package io.herald.control.http;

import io.herald.platform.access.Right;
import org.springframework.security.core.Authentication;

/** Who sees data of real people (SEC-6). */
public final class PrivateData {
  private PrivateData() {}

  /** Whether somebody holds PRIVATE DATA VIEW, or ADMINISTRATION, which includes it. */
  public static boolean isOpenTo(Authentication who) {
    return who.getAuthorities().stream()
        .anyMatch(
            right ->
                Right.PRIVATE_DATA_VIEW.label().equals(right.getAuthority())
                    || Right.ADMINISTRATION.label().equals(right.getAuthority()));
  }
}

package io.herald.platform.access;

import java.net.InetAddress;
import java.util.Set;

/** The security zones in force (SEC-10). Safe for use by many threads. */
public interface Zones {
  /** The zone this address belongs to. */
  SecurityZone of(InetAddress address);

  /** The names of all of them, in no order. */
  Set<String> names();

  /** Whether a zone is the one of this name, or lies in it at whatever depth (SEC-11). */
  boolean within(SecurityZone zone, String name);
}

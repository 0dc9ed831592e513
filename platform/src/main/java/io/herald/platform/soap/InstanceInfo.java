package io.herald.platform.soap;

import java.time.ZoneId;

/**
 * What this instance says of itself.
 *
 * @param name for example {@code mc1}
 * @param zone the instance's time zone: where instants without offset are understood (DM-5)
 * @param publicUrl address callers know it by, without a slash at its end
 */
public record InstanceInfo(String name, ZoneId zone, String publicUrl) {
  // what clients that adapt to the server's version take it for
  public static final String BUILD = "9390";
  static final String MAJOR = "7";
  static final String MINOR = "4";
  static final String SERVICE_PACK = "1";

  /** For example {@code 7.4.1}. */
  public static String version() {
    return MAJOR + "." + MINOR + "." + SERVICE_PACK;
  }
}

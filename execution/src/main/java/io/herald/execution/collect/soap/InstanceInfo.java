package io.herald.execution.collect.soap;

import java.time.ZoneId;

/**
 * What Logon tells about this instance.
 *
 * @param name for example {@code mc1}
 * @param zone the instance's time zone: where instants without offset are understood (DM-5)
 */
public record InstanceInfo(String name, ZoneId zone) {}

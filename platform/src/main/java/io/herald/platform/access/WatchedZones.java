package io.herald.platform.access;

import io.herald.platform.config.Settings;
import io.herald.platform.config.SettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The zones of the settings, as their file says now: who locks callers out by mistake, or has to
 * lock some out at once, must not need a restart (SEC-12). A file with a mistake in it changes
 * nothing; the log says what is wrong. Safe for use by many threads.
 */
final class WatchedZones implements Zones {
  private static final Logger log = LoggerFactory.getLogger(WatchedZones.class);

  /** Looking at a file's time costs nothing; file systems do not all tell of changes. */
  static final Duration LOOKS_EVERY = Duration.ofSeconds(1);

  /** Of the file: another value means that it may say something else. */
  private record Stamp(FileTime changed, long bytes, @Nullable Object file) {}

  private final Settings settings;
  private volatile SecurityZones current;
  private @Nullable Stamp seen;

  WatchedZones(Settings settings) {
    this.settings = settings;
    this.seen = stamp();
    this.current = settings.get(AccessSettings.ZONES);
  }

  @Override
  public SecurityZone of(InetAddress address) {
    return current.of(address);
  }

  @Override
  public Set<String> names() {
    return current.names();
  }

  @Override
  public boolean within(SecurityZone zone, String name) {
    return current.within(zone, name);
  }

  /** Takes the zones of the file if it has changed. */
  synchronized void look() {
    Stamp now = stamp();
    // while an editor replaces it there is no file
    if (now == null || now.equals(seen)) {
      return;
    }
    seen = now;
    try {
      SecurityZones read = settings.again().get(AccessSettings.ZONES);
      if (!read.equals(current)) {
        current = read;
        log.info("the security zones are now those of the changed settings file");
      }
    } catch (SettingsException e) {
      log.warn(
          "the changed settings file is not taken, zones stay as they are: {}", e.getMessage());
    }
  }

  private @Nullable Stamp stamp() {
    Path file = settings.file().orElse(null);
    if (file == null) {
      return null;
    }
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (IOException e) {
      return null;
    }
  }
}

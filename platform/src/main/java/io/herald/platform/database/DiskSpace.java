package io.herald.platform.database;

import io.herald.platform.startstop.Recurring;
import io.herald.platform.startstop.Service;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when a disk has so little room left that nothing new should be taken in: a PostgreSQL that
 * cannot write its log stops, and with it the sending of what was accepted before.
 *
 * <p>Looks once a second on a thread of its own; asking costs nothing. After a shortage a little
 * more than the limit must be free, so that a disk at the limit does not open and close the doors
 * at every look. Safe for use by many threads.
 */
public final class DiskSpace implements Service {
  private static final Logger log = LoggerFactory.getLogger(DiskSpace.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final long MEBIBYTE = 1L << 20;
  private static final long MORE_AFTER_A_SHORTAGE = 64 * MEBIBYTE;

  /** Who knows how much is free. */
  interface Gauge {
    /** In bytes, for this process's user. */
    long free() throws IOException;
  }

  private final @Nullable Recurring watch;
  private final Gauge gauge;
  private final String where;
  private final String setting;
  private final long atLeast;
  private volatile @Nullable String shortage;
  private boolean unreadable;

  /**
   * @param where shown in the log only
   * @param setting the key of the setting that holds the limit, for whoever wants to change it
   */
  DiskSpace(Gauge gauge, String where, String setting, long atLeast) {
    this.gauge = gauge;
    this.where = where;
    this.setting = setting;
    this.atLeast = atLeast;
    this.watch = atLeast > 0 ? new Recurring("disk space", LOOK_EVERY, _ -> look()) : null;
  }

  /**
   * Watches the disk a folder is on.
   *
   * @param setting the key of the setting that holds the limit
   * @param atLeast must stay free, in MiB; 0: never say that there is too little
   * @throws IOException when the folder is not there
   */
  public static DiskSpace of(Path folder, String setting, int atLeast) throws IOException {
    FileStore disk = Files.getFileStore(folder);
    return new DiskSpace(disk::getUsableSpace, folder.toString(), setting, atLeast * MEBIBYTE);
  }

  /** Of a database on another machine: its own administrators watch it. */
  public static DiskSpace ofOthers() {
    return new DiskSpace(() -> Long.MAX_VALUE, "", "", 0);
  }

  /** Why nothing new should be taken in, for the caller: one phrase; empty while there is room. */
  public Optional<String> shortage() {
    return Optional.ofNullable(shortage);
  }

  @Override
  public String name() {
    return "disk space";
  }

  /** From here on {@link #shortage} is true to the facts. */
  @Override
  public void start() {
    if (watch != null) {
      look();
      watch.start();
    }
  }

  @Override
  public void stop() {
    if (watch != null) {
      watch.stop();
    }
  }

  /** Called by one thread at a time. */
  void look() {
    try {
      judge(gauge.free());
      unreadable = false;
    } catch (IOException e) {
      // what was known stays true: neither open the doors blindly nor close them
      if (!unreadable) {
        log.warn("nobody can tell how much room is left at {}: {}", where, e.getMessage());
      }
      unreadable = true;
    }
  }

  private void judge(long free) {
    boolean was = shortage != null;
    boolean now = free < atLeast + (was ? MORE_AFTER_A_SHORTAGE : 0);
    if (now) {
      shortage =
          "the disk of the database has %,d MiB left and %s keeps %,d MiB free for what was accepted before; send it again when there is room"
              .formatted(free / MEBIBYTE, setting, atLeast / MEBIBYTE);
    } else {
      shortage = null;
    }
    if (now && !was) {
      log.error(
          "nothing new is accepted: {} MiB are left at {}, and {} MiB must stay free. Make room, or"
              + " set {} lower. What was accepted is still sent.",
          free / MEBIBYTE,
          where,
          atLeast / MEBIBYTE,
          setting);
    } else if (was && !now) {
      log.info("events are accepted again: {} MiB are free at {}", free / MEBIBYTE, where);
    }
  }
}

package io.herald.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Keeps a storm of events out of the log: of each kind of line at most {@link #LINES} are written
 * in a second, then one that says how many more there were. A kind is the place in the code that
 * says it: logger and text, without the values. Of traces of exceptions one is written.
 *
 * <p>So many, because whoever was refused asks for the line with their request id (API-5); a storm
 * is told from its first hundred.
 *
 * <p>Named in the configuration of the log, whose framework makes it. Stands before the values are
 * put into the text, so that what is left out costs next to nothing. Safe for use by many threads.
 */
public final class BoundedLog extends TurboFilter {
  /** Of one kind in one second. */
  static final int LINES = 100;

  private static final int WEIGHT_OF_A_TRACE = LINES;

  /**
   * Libraries that put the values into the text themselves have a kind for each; these share one.
   */
  private static final int KINDS = 200;

  private static final Kind OTHERS =
      new Kind(BoundedLog.class.getName(), "anything else", Level.WARN);
  private static final long SECOND = Duration.ofSeconds(1).toMillis();

  private record Kind(String logger, String text, Level level) {}

  /** What was said and left out of one kind in this second. */
  private static final class Count {
    private final AtomicLong weight = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();

    boolean admits(int more) {
      // the first is always said
      boolean admitted = weight.getAndAdd(more) <= LINES - more;
      if (!admitted) {
        leftOut.incrementAndGet();
      }
      return admitted;
    }
  }

  private final Map<Kind, Count> counts = new ConcurrentHashMap<>();
  private final ThreadLocal<Boolean> summing = ThreadLocal.withInitial(() -> false);
  private final CountDownLatch stopped = new CountDownLatch(1);

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] params,
      @Nullable Throwable thrown) {
    // without a text somebody only asks whether the level is on
    if (format == null || level.levelInt < logger.getEffectiveLevel().levelInt || summing.get()) {
      return FilterReply.NEUTRAL;
    }
    Kind kind = new Kind(logger.getName(), format, level);
    Count count =
        counts.size() < KINDS
            ? counts.computeIfAbsent(kind, _ -> new Count())
            : counts.getOrDefault(kind, counts.computeIfAbsent(OTHERS, _ -> new Count()));
    return count.admits(hasTrace(params, thrown) ? WEIGHT_OF_A_TRACE : 1)
        ? FilterReply.NEUTRAL
        : FilterReply.DENY;
  }

  @Override
  public void start() {
    super.start();
    Thread.ofPlatform().daemon().name("log").start(this::run);
  }

  @Override
  public void stop() {
    stopped.countDown();
    super.stop();
  }

  private void run() {
    try {
      while (!stopped.await(SECOND, TimeUnit.MILLISECONDS)) {
        nextSecond();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says how much was left out, and begins anew. */
  void nextSecond() {
    summing.set(true);
    try {
      counts.forEach(
          (kind, _) -> {
            // a line that is just being counted is lost at most: it is counted nowhere
            Count count = counts.remove(kind);
            if (count != null && count.leftOut.get() > 0) {
              sum(kind, count.leftOut.get());
            }
          });
    } finally {
      summing.remove();
    }
  }

  private void sum(Kind kind, long leftOut) {
    ((LoggerContext) getContext())
        .getLogger(kind.logger())
        .atLevel(org.slf4j.event.Level.valueOf(kind.level().toString()))
        .log("{} more in this second, not written: {}", leftOut, kind.text());
  }

  /** SLF4J leaves an exception behind the values among them. */
  private static boolean hasTrace(Object @Nullable [] params, @Nullable Throwable thrown) {
    return thrown != null
        || params != null && params.length > 0 && params[params.length - 1] instanceof Throwable;
  }
}

package io.herald.message.template;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;

/**
 * What one rendering has left of its limits (TPL-32). Once a limit is reached every further
 * question is answered with the same {@link LimitReached}, so that a {@code finally} that swallows
 * the first one gains nothing. Belongs to the rendering thread.
 */
final class Budget implements AutoCloseable {
  /**
   * A message needs a thousandth of it. What a few dozen renderings may hold at once besides the
   * one whose turn it is.
   */
  private static final long LIGHT_BYTES = 4L << 20;

  /** Whoever allocates more takes turns with all of its kind: together they could take the heap. */
  private static final Semaphore HEAVY_TURN = new Semaphore(1, true);

  /** Longer, and the threads that wait are missed by others. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

  /** Java frames; recursion ends here long before the thread's stack does. */
  private static final int MAX_FRAMES = 1_500;

  /** Looking at the stack costs some microseconds, so it is not done at every question. */
  private static final int QUESTIONS_PER_DEPTH_CHECK = 2;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final RenderLimits limits;
  private final long deadlineNanos;
  private final long cpuNanosAtStart;
  private final long allocatedAtStart;
  private long instructions;
  private long printed;
  private int questions;
  private @Nullable LimitReached reached;
  private boolean hasTurn;

  Budget(RenderLimits limits) {
    this(
        limits,
        System.nanoTime(),
        THREADS.getCurrentThreadCpuTime(),
        THREADS.getCurrentThreadAllocatedBytes());
  }

  private Budget(RenderLimits limits, long nanos, long cpuNanos, long allocated) {
    this.limits = limits;
    this.deadlineNanos = nanos + limits.time().toNanos();
    this.cpuNanosAtStart = cpuNanos;
    this.allocatedAtStart = allocated;
  }

  /**
   * For a rendering that counts its work itself, so that only lengths are looked at here: reading
   * the clocks takes longer than to fill in some parts.
   */
  static Budget ofLengths(RenderLimits limits) {
    return new Budget(limits, 0, 0, 0);
  }

  /** Takes steps; called every few hundred of them, so time and memory are looked at as well. */
  void spend(long steps, boolean mayRecurse) {
    if (reached != null) {
      throw reached;
    }
    instructions += steps;
    if (instructions > limits.instructions() || instructions < 0) {
      throw stop("It takes more than " + limits.instructions() + " steps: is a loop endless?");
    }
    checkProgress();
    if (mayRecurse && ++questions % QUESTIONS_PER_DEPTH_CHECK == 0) {
      checkDepth();
    }
  }

  /** Takes characters of output. */
  void print(int characters) {
    printed += characters;
    if (printed > limits.outputCharacters()) {
      throw stop("The message grows beyond " + limits.outputCharacters() + " characters");
    }
  }

  /** Looks at the length of a printed value (TPL-38). */
  void checkValue(int characters) {
    if (limits.valueCharacters() > 0 && characters > limits.valueCharacters()) {
      throw stop("The value is longer than " + limits.valueCharacters() + " characters");
    }
  }

  /** Looks at the length of a text before anything copies it. */
  void checkLength(long characters) {
    // a joined text that outgrows int tells a negative length
    if (characters > limits.outputCharacters() || characters < 0) {
      throw stop("A text grows beyond " + limits.outputCharacters() + " characters");
    }
  }

  /** Looks at the time and at what this thread has allocated; costs about 70 ns. */
  void checkProgress() {
    // the clock on the wall also runs while the machine sleeps or others work: that is not the
    // template's fault
    if (System.nanoTime() - deadlineNanos > 0
        && THREADS.getCurrentThreadCpuTime() - cpuNanosAtStart > limits.time().toNanos()) {
      throw stop("It takes longer than " + limits.time().toMillis() + " ms: is a loop endless?");
    }
    useMemory(THREADS.getCurrentThreadAllocatedBytes() - allocatedAtStart);
  }

  /** Refuses what would need more memory than there may be, before it is allocated. */
  void checkRoomFor(long bytes) {
    useMemory(bytes);
  }

  private void useMemory(long bytes) {
    if (bytes > limits.memoryBytes() || bytes < 0) {
      throw stop("It uses more than " + (limits.memoryBytes() >> 20) + " MiB of memory");
    }
    if (bytes > LIGHT_BYTES && !hasTurn) {
      hasTurn = isOurTurnInTime();
      if (!hasTurn) {
        throw stop("It needs much memory, as others do at the moment", true);
      }
    }
  }

  private static boolean isOurTurnInTime() {
    try {
      return HEAVY_TURN.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The rendering is over. */
  @Override
  public void close() {
    if (hasTurn) {
      hasTurn = false;
      HEAVY_TURN.release();
    }
  }

  private void checkDepth() {
    boolean tooDeep =
        StackWalker.getInstance().walk(frames -> frames.skip(MAX_FRAMES).findFirst().isPresent());
    if (tooDeep) {
      throw stop("Its functions call each other too deeply: does one call itself for ever?");
    }
  }

  private LimitReached stop(String message) {
    return stop(message, false);
  }

  private LimitReached stop(String message, boolean temporary) {
    if (reached == null) {
      reached = new LimitReached(message, Context.reportRuntimeError("").lineNumber(), temporary);
    }
    return reached;
  }
}

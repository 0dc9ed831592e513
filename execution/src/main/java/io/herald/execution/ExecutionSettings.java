package io.herald.execution;

import io.herald.platform.config.Setting;
import java.time.Duration;
import java.util.List;

/** What an operator can set on an execution instance. */
public final class ExecutionSettings {
  public static final Setting<Integer> INSTANCE =
      Setting.number(
          "execution.instance",
          1,
          1,
          127,
          "Number of this execution instance, the top byte of every event id; cannot change once events are stored.");
  public static final Setting<String> NODE =
      Setting.text(
          "execution.node",
          "",
          "Name of this process in audit trails; default: host name and process id.");
  public static final Setting<String> ADDRESS =
      Setting.text(
          "execution.http.address", "127.0.0.1", "Address the doors listen on; 0.0.0.0 for all.");
  public static final Setting<Integer> PORT =
      Setting.number(
          "execution.http.port", 9401, 0, 65535, "Port the doors listen on; 0 picks a free one.");
  public static final Setting<String> PUBLIC_URL =
      Setting.text(
          "execution.http.public-url",
          "",
          "Address callers know this instance by, shown in answers; default: the address and port it listens on.");
  public static final Setting<Integer> DATABASE_CONNECTIONS =
      Setting.number(
          "execution.database.connections", 10, 5, 200, "Connections to the database, at most.");
  public static final Setting<Integer> READY_EVENTS =
      Setting.number(
          "execution.queue.ready",
          2_000,
          10,
          1_000_000,
          "Events of each queue held in memory while they wait; the rest waits in the database.");
  public static final Setting<Integer> READY_MEGABYTES =
      Setting.number(
          "execution.queue.ready-megabytes",
          64,
          1,
          100_000,
          "Memory for the events of each queue that wait, in MiB.");
  public static final Setting<Integer> APPEND_MEGABYTES =
      Setting.number(
          "execution.queue.append-megabytes",
          32,
          1,
          100_000,
          "Memory for events that wait to be stored, in MiB; beyond it callers are told to come again later.");
  public static final Setting<Duration> APPEND_WAIT =
      Setting.duration(
          "execution.queue.append-wait",
          "4s",
          "How long a caller waits for its event to be stored before it is told to come again later.");
  public static final Setting<Integer> REAL_TIME_JOURNEYS =
      Setting.number(
          "execution.journeys.real-time", 400, 1, 100_000, "Real-time events under way at once.");
  public static final Setting<Integer> BATCH_JOURNEYS =
      Setting.number(
          "execution.journeys.batch", 200, 1, 100_000, "Batch events under way at once.");
  public static final Setting<Integer> RENDER_THREADS =
      Setting.number(
          "execution.render.threads",
          0,
          0,
          1_000,
          "Threads that fill in templates; 0: twice the number of cores, at least 4.");
  public static final Setting<Integer> MAX_EVENT_ERRORS =
      Setting.number(
          "execution.max-event-attempts",
          10,
          1,
          1_000,
          "Errors before a message exists after which an event is given up (EV-21).");

  /** All of them, for loading and for the reference page. */
  public static final List<Setting<?>> ALL =
      List.of(
          INSTANCE,
          NODE,
          ADDRESS,
          PORT,
          PUBLIC_URL,
          DATABASE_CONNECTIONS,
          READY_EVENTS,
          READY_MEGABYTES,
          APPEND_MEGABYTES,
          APPEND_WAIT,
          REAL_TIME_JOURNEYS,
          BATCH_JOURNEYS,
          RENDER_THREADS,
          MAX_EVENT_ERRORS);

  private ExecutionSettings() {}
}

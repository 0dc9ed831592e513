package io.herald.execution.simulation;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A database server: sessions, transactions, advisory locks, and a way there on which everything
 * may get lost. What was sent is carried out when it arrives, even if its sender is dead by then.
 *
 * <p>A transaction that changed something holds up everybody else until it ends: fewer
 * interleavings than PostgreSQL allows, none that it does not.
 */
final class ModelServer {
  private static final Duration AT_ONCE = Duration.ZERO;

  /** Hears of everything the server does, in its order. */
  interface Witness {
    void carriedOut(ModelStatement statement, @Nullable ModelAnswer answer, boolean inTransaction);

    void ended(boolean committed);
  }

  /** A connection as the server sees it. */
  static final class Session {
    private final SimulatedProcess client;
    private boolean over;
    private boolean inTransaction;
    private boolean aborted;
    private boolean brokenForClient;

    private Session(SimulatedProcess client) {
      this.client = client;
    }

    boolean broken() {
      return brokenForClient;
    }
  }

  private interface Work {
    ModelAnswer carryOut() throws SQLException;
  }

  /** What a client waits for. */
  private static final class Reply {
    private final Thread waiting = Thread.currentThread();
    private @Nullable ModelAnswer answer;
    private @Nullable SQLException failure;
    private @Nullable RuntimeException fault;

    void wake() {
      LockSupport.unpark(waiting);
    }

    boolean isThere() {
      return answer != null || failure != null || fault != null;
    }
  }

  private final World world;
  private final ModelTables tables = new ModelTables();
  private final ModelStatements statements;
  private final List<Session> sessions = new ArrayList<>();
  private final Map<Integer, Session> advisoryLocks = new HashMap<>();
  private final Deque<Runnable> heldUp = new ArrayDeque<>();
  private final @Nullable Witness witness;
  private @Nullable Session alone;
  private Mishaps mishaps = Mishaps.NONE;
  private boolean up = true;
  private long startedMillis = -60_000;

  ModelServer(World world, @Nullable Witness witness) {
    this.world = world;
    this.witness = witness;
    this.statements =
        new ModelStatements(tables, () -> world.nanos() / 1_000_000, () -> startedMillis);
  }

  ModelTables tables() {
    return tables;
  }

  void mishaps(Mishaps now) {
    mishaps = now;
  }

  /** Stops at once, as by SIGKILL: every session ends, what was not committed is gone. */
  void stop() {
    up = false;
    new ArrayList<>(sessions).forEach(this::end);
  }

  void start() {
    up = true;
    startedMillis = world.nanos() / 1_000_000;
  }

  /** The server notices that a process is gone; perhaps at once, perhaps not for a while. */
  void lost(SimulatedProcess client) {
    for (Session session : new ArrayList<>(sessions)) {
      if (session.client == client) {
        world.after(
            world.chance(0.8) ? AT_ONCE : world.between(1_000, 8_000_000), () -> end(session));
      }
    }
  }

  /** Opens a session; called by a thread of the client, which waits. */
  Session connect(SimulatedProcess client) throws SQLException {
    if (!up) {
      sleep(client, world.between(1_000, 500_000));
      throw new SQLTransientConnectionException("connection refused", "08001");
    }
    sleep(client, world.between(200, 2_000));
    if (!up || world.chance(mishaps.requestLost())) {
      throw new SQLTransientConnectionException("connection refused", "08001");
    }
    Session session = new Session(client);
    sessions.add(session);
    return session;
  }

  /** The client closes its connection without a word. */
  void abort(Session session) {
    session.brokenForClient = true;
    world.after(world.between(100, 2_000), () -> end(session));
  }

  /** Carries a statement out; called by a thread of the client, which waits for the answer. */
  ModelAnswer call(Session session, ModelStatement statement, boolean autoCommit)
      throws SQLException {
    return there(session, () -> execute(session, statement, autoCommit));
  }

  /** Ends a transaction; does nothing when there is none. */
  void end(Session session, boolean commit) throws SQLException {
    if (session.brokenForClient || session.inTransaction) {
      there(session, () -> endTransaction(session, commit));
    }
  }

  private ModelAnswer there(Session session, Work work) throws SQLException {
    if (session.brokenForClient) {
      throw new SQLException("this connection has been closed", "08003");
    }
    Duration there = world.between(100, 1_000);
    Duration back = world.between(100, 1_000);
    if (world.chance(mishaps.slow())) {
      there = world.between(20_000, 4_000_000);
    }
    Reply reply = new Reply();
    if (world.chance(mishaps.requestLost())) {
      world.tell(() -> session.client.name() + ": request lost");
      breakOff(session, there, reply);
    } else if (world.chance(mishaps.answerLost())) {
      world.tell(() -> session.client.name() + ": answer will be lost");
      world.after(there, () -> carryOut(session, work, new Reply(), AT_ONCE));
      breakOff(session, there.plus(back), reply);
    } else {
      world.after(there, () -> carryOut(session, work, reply, back));
    }
    return await(session, reply);
  }

  private void breakOff(Session session, Duration when, Reply reply) {
    world.after(
        when,
        () -> {
          reply.failure = new SQLException("an I/O error occurred", "08006");
          reply.wake();
          world.after(
              world.chance(0.7) ? AT_ONCE : world.between(1_000, 3_000_000), () -> end(session));
        });
  }

  private void carryOut(Session session, Work work, Reply reply, Duration back) {
    if (alone != null && alone != session && !session.over) {
      heldUp.add(() -> carryOut(session, work, reply, back));
      return;
    }
    try {
      if (session.over) {
        throw new SQLException("the connection is gone", "08006");
      }
      if (world.chance(mishaps.serverError())) {
        throw new SQLException("canceling statement, the server has no room", "53100");
      }
      ModelAnswer answer = work.carryOut();
      world.after(back, () -> answer(reply, answer, null, null));
    } catch (SQLException e) {
      world.after(back, () -> answer(reply, null, e, null));
    } catch (RuntimeException e) {
      world.violation("the model failed: " + e);
      world.after(back, () -> answer(reply, null, null, e));
    }
    letOthersOn();
  }

  private static void answer(
      Reply reply,
      @Nullable ModelAnswer answer,
      @Nullable SQLException failure,
      @Nullable RuntimeException fault) {
    reply.answer = answer;
    reply.failure = failure;
    reply.fault = fault;
    reply.wake();
  }

  /** Waits as a thread waits that reads from a socket: not to be interrupted. */
  private ModelAnswer await(Session session, Reply reply) throws SQLException {
    boolean interrupted = false;
    while (!reply.isThere()) {
      LockSupport.park();
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (reply.fault != null) {
      throw reply.fault;
    }
    SQLException failure = reply.failure;
    if (failure != null) {
      if (String.valueOf(failure.getSQLState()).startsWith("08")) {
        session.brokenForClient = true;
      }
      throw failure;
    }
    ModelAnswer answer = reply.answer;
    if (answer == null) {
      throw new IllegalStateException("no answer");
    }
    return answer;
  }

  private ModelAnswer execute(Session session, ModelStatement statement, boolean autoCommit)
      throws SQLException {
    if (session.aborted) {
      throw new SQLException("current transaction is aborted", "25P02");
    }
    if (statement.says("advisory_lock") || statement.says("advisory_unlock")) {
      return advisoryLock(session, statement);
    }
    session.inTransaction = !autoCommit;
    if (!autoCommit && ModelStatements.changes(statement)) {
      alone = session;
    }
    boolean together = alone == session;
    ModelAnswer answer;
    try {
      answer = statements.carryOut(statement);
    } catch (SQLException e) {
      tell(session, statement, null);
      session.aborted = !autoCommit;
      if (witness != null) {
        witness.carriedOut(statement, null, together);
      }
      throw e;
    }
    tell(session, statement, answer);
    if (witness != null) {
      witness.carriedOut(statement, answer, together);
    }
    if (!together) {
      tables.keep();
    }
    return answer;
  }

  private void tell(Session session, ModelStatement statement, @Nullable ModelAnswer answer) {
    world.tell(
        () -> {
          String sql = statement.sql().strip().replaceAll("\\s+", " ");
          String parameters = statement.parameters().toString();
          return session.client.name()
              + ": "
              + sql.substring(0, Math.min(60, sql.length()))
              + " "
              + parameters.substring(0, Math.min(400, parameters.length()))
              + " -> "
              + (answer == null ? "refused" : answer.count() + " " + firsts(answer));
        });
  }

  private static List<Object> firsts(ModelAnswer answer) {
    return answer.rows().stream().map(row -> row.values().iterator().next()).toList();
  }

  private ModelAnswer endTransaction(Session session, boolean commit) {
    boolean keep = commit && !session.aborted;
    if (alone == session) {
      if (keep) {
        tables.keep();
      } else {
        tables.undoTo(0);
      }
      alone = null;
      if (witness != null) {
        witness.ended(keep);
      }
    }
    session.inTransaction = false;
    session.aborted = false;
    return ModelAnswer.changed(0);
  }

  private ModelAnswer advisoryLock(Session session, ModelStatement statement) {
    int key = statement.integer(1);
    Session holder = advisoryLocks.get(key);
    if (statement.says("unlock")) {
      return ModelAnswer.value(advisoryLocks.remove(key, session));
    }
    if (holder == null) {
      advisoryLocks.put(key, session);
    }
    return ModelAnswer.value(holder == null || holder == session);
  }

  private void end(Session session) {
    session.over = true;
    endTransaction(session, false);
    advisoryLocks.values().removeIf(holder -> holder == session);
    sessions.remove(session);
    letOthersOn();
  }

  private void letOthersOn() {
    while (alone == null && !heldUp.isEmpty()) {
      heldUp.remove().run();
    }
  }

  private static void sleep(SimulatedProcess client, Duration time) throws SQLException {
    try {
      client.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLTransientConnectionException("interrupted while connecting", "08001");
    }
  }
}

package io.herald.server;

import io.herald.execution.ExecutionSettings;
import io.herald.execution.collect.rest.PKeys;
import io.herald.execution.queue.Events;
import io.herald.platform.config.Settings;
import io.herald.platform.database.DatabaseAddress;
import io.herald.platform.startstop.Service;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Control and execution in one process, each on its own database and port, linked. */
public final class Standalone implements Service {
  private static final String CONTROL = "control";

  private final Settings settings;
  private final Databases databases;
  private final ControlRole control;
  private final ExecutionRole execution;

  public Standalone(Settings settings, Credentials credentials, Clock clock, SecureRandom random) {
    this.settings = settings;
    databases =
        new Databases(
            settings,
            Map.of(
                CONTROL,
                ServerSettings.CONTROL_DATABASE,
                ExecutionRole.DATABASE,
                ServerSettings.EXECUTION_DATABASE));
    control =
        new ControlRole(settings, () -> databases.address(CONTROL), credentials, clock, random);
    execution = new ExecutionRole(settings, databases, credentials, clock, random);
  }

  @Override
  public String name() {
    return "standalone";
  }

  @Override
  public void start() throws Exception {
    databases.start();
    // neither needs the other to start; together they start in the time of the slower one
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> controlReady = threads.submit(started(control));
      Future<?> executionReady = threads.submit(started(execution));
      await(controlReady);
      await(executionReady);
    }
    control.register("execution-" + settings.get(ExecutionSettings.INSTANCE), executionUrl());
  }

  /** Where the configuration API is. */
  public URI controlUrl() {
    return control.url();
  }

  /** Where the doors are. */
  public URI executionUrl() {
    return execution.url();
  }

  public DatabaseAddress controlDatabase() {
    return databases.address(CONTROL);
  }

  public DatabaseAddress executionDatabase() {
    return databases.address(ExecutionRole.DATABASE);
  }

  /** What execution has stored. */
  public Events events() {
    return execution.events();
  }

  /** How execution names events in the Standard dialect. */
  public PKeys eventKeys() throws SQLException {
    return execution.eventKeys();
  }

  @Override
  public void stop() {
    // the doors first: what came in is finished while nothing new arrives
    execution.stop();
    control.stop();
    databases.stop();
  }

  private static Callable<Boolean> started(Service service) {
    return () -> {
      service.start();
      return true;
    };
  }

  private static void await(Future<?> start) throws Exception {
    try {
      start.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}

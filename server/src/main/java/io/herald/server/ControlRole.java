package io.herald.server;

import io.herald.control.ControlInstance;
import io.herald.control.http.ConfigurationSecurity;
import io.herald.platform.access.Access;
import io.herald.platform.access.Operator;
import io.herald.platform.config.Settings;
import io.herald.platform.database.Database;
import io.herald.platform.database.DatabaseAddress;
import io.herald.platform.startstop.Service;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A control instance with its database and the operator of the credentials. */
final class ControlRole implements Service {
  private final Settings settings;
  private final Supplier<DatabaseAddress> address;
  private final Credentials credentials;
  private final Clock clock;
  private final SecureRandom random;
  private @Nullable Database database;
  private @Nullable ControlInstance instance;

  /**
   * @param address asked at start
   */
  ControlRole(
      Settings settings,
      Supplier<DatabaseAddress> address,
      Credentials credentials,
      Clock clock,
      SecureRandom random) {
    this.settings = settings;
    this.address = address;
    this.credentials = credentials;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public String name() {
    return "control";
  }

  @Override
  public void start() throws SQLException {
    Database opened =
        Database.open(address.get(), settings.get(ServerSettings.CONTROL_CONNECTIONS));
    database = opened;
    opened.migrate(ControlInstance.MIGRATIONS.toArray(String[]::new));
    Access access = new Access(opened.dataSource(), settings, clock, random);
    access
        .operators()
        .create(
            credentials.consoleUser(),
            credentials.consolePassword(),
            Set.of(Operator.ADMINISTRATION, ConfigurationSecurity.PUBLISH));
    ControlInstance starting = new ControlInstance(settings, opened, access, clock);
    instance = starting;
    starting.start();
  }

  /** Where it listens; known once started. */
  URI url() {
    return running().url();
  }

  /** Makes an execution instance known to it. */
  void register(String name, URI url) {
    running().register(name, url);
  }

  @Override
  public void stop() {
    if (instance != null) {
      instance.stop();
    }
    if (database != null) {
      database.close();
    }
  }

  private ControlInstance running() {
    if (instance == null) {
      throw new IllegalStateException("control was not started");
    }
    return instance;
  }
}

package io.herald.server;

import io.herald.execution.ExecutionInstance;
import io.herald.execution.ExecutionSettings;
import io.herald.execution.collect.rest.PKeys;
import io.herald.execution.queue.Events;
import io.herald.platform.access.ApiClient;
import io.herald.platform.access.ApiClients;
import io.herald.platform.access.InstanceSecretStore;
import io.herald.platform.access.Operator;
import io.herald.platform.access.Right;
import io.herald.platform.config.Settings;
import io.herald.platform.database.Database;
import io.herald.platform.startstop.Service;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An execution instance with its database, and the agent and API client of the credentials. */
final class ExecutionRole implements Service {
  /** Its database in the embedded PostgreSQL. */
  static final String DATABASE = "execution";

  private static final Duration TOKEN_LIFETIME = Duration.ofDays(3650);

  private final Settings settings;
  private final Databases databases;
  private final Credentials credentials;
  private final Clock clock;
  private final SecureRandom random;
  private @Nullable Database database;
  private @Nullable ExecutionInstance instance;

  /**
   * @param databases started before
   */
  ExecutionRole(
      Settings settings,
      Databases databases,
      Credentials credentials,
      Clock clock,
      SecureRandom random) {
    this.settings = settings;
    this.databases = databases;
    this.credentials = credentials;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public String name() {
    return "execution";
  }

  @Override
  public void start() throws Exception {
    Database opened =
        Database.open(
            databases.address(DATABASE), settings.get(ExecutionSettings.DATABASE_CONNECTIONS));
    database = opened;
    opened.migrate(ExecutionInstance.MIGRATIONS.toArray(String[]::new));
    ExecutionInstance starting =
        new ExecutionInstance(settings, opened, databases.disk(DATABASE), clock, random);
    instance = starting;
    starting
        .operators()
        .create(
            credentials.agentLogin(),
            credentials.agentPassword(),
            // as in the original, what it sends it may see again (SEC-6)
            Set.of(Right.MESSAGE_CENTER_EXECUTION.label(), Right.PRIVATE_DATA_VIEW.label()));
    starting
        .operators()
        .create(
            credentials.consoleUser(),
            credentials.consolePassword(),
            Set.of(Operator.ADMINISTRATION));
    admit(starting.clients());
    starting.start();
  }

  /** Where it listens; known once started. */
  URI url() {
    return running().url();
  }

  /** What it has stored. */
  Events events() {
    return running().events();
  }

  /** How it names events in the Standard dialect. */
  PKeys eventKeys() throws SQLException {
    if (database == null) {
      throw new IllegalStateException("execution was not started");
    }
    return new PKeys(new InstanceSecretStore(database.dataSource(), random).secret("pkey"));
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

  private void admit(ApiClients clients) throws IOException {
    ApiClient client =
        clients.create("first client", credentials.apiKey(), credentials.organization());
    if (!clients.accepts(credentials.accessToken(), credentials.apiKey())) {
      credentials.keepAccessToken(clients.issueToken(client, TOKEN_LIFETIME));
    }
  }

  private ExecutionInstance running() {
    if (instance == null) {
      throw new IllegalStateException("execution was not started");
    }
    return instance;
  }
}

package io.herald.server.journey;

import io.herald.execution.ExecutionInstance;
import io.herald.message.link.Publication;
import io.herald.platform.access.ApiClient;
import io.herald.platform.access.Operator;
import io.herald.platform.config.Settings;
import io.herald.platform.database.Database;
import io.herald.platform.database.DatabaseAddress;
import io.herald.platform.database.DiskSpace;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A whole execution instance inside the test's process, for tests that kill nothing. */
final class RunningExecution implements AutoCloseable {
  static final String LINK_SECRET = "the-secret-of-the-link";

  private static final String AGENT_PASSWORD = "correct horse";
  private static final String API_KEY = "0123456789abcdef";
  private static final String ORGANIZATION = "heraldshop";

  private final Database database;
  private final ExecutionInstance instance;
  private final Access access;

  RunningExecution(DatabaseAddress address, FakeSmtpServer relay, Clock clock) throws Exception {
    this(address, relay, clock, DiskSpace.ofOthers(), Map.of());
  }

  /**
   * @param settings that differ from what suits a test
   */
  RunningExecution(
      DatabaseAddress address, FakeSmtpServer relay, Clock clock, Map<String, String> settings)
      throws Exception {
    this(address, relay, clock, DiskSpace.ofOthers(), settings);
  }

  /**
   * @param disk that of its database
   */
  RunningExecution(
      DatabaseAddress address,
      FakeSmtpServer relay,
      Clock clock,
      DiskSpace disk,
      Map<String, String> settings)
      throws Exception {
    Map<String, String> all = new HashMap<>();
    all.put("execution.http.port", "0");
    all.put("email.relay.host", relay.host());
    all.put("email.relay.port", Integer.toString(relay.port()));
    all.put("access.password.cost", "4");
    all.put(
        "access.zones",
        "loopback 127.0.0.0/8 ::1/128 allowHTTP allowUserPassword sessionTokenOnly");
    all.put("link.secret", LINK_SECRET);
    all.putAll(settings);
    database = Database.open(address, 10);
    database.migrate(ExecutionInstance.MIGRATIONS.toArray(String[]::new));
    instance = new ExecutionInstance(Settings.of(all), database, disk, clock, new SecureRandom());
    instance.operators().create("mc", AGENT_PASSWORD, Set.of(Operator.MESSAGE_CENTER_EXECUTION));
    ApiClient client = instance.clients().create("shop", API_KEY, ORGANIZATION);
    access =
        new Access(
            "mc",
            AGENT_PASSWORD,
            ORGANIZATION,
            API_KEY,
            instance.clients().issueToken(client, Duration.ofDays(365)),
            LINK_SECRET);
    instance.start();
  }

  /** A database for one, so that it need not be migrated again. */
  static TestDatabase emptyDatabase() {
    return TestDatabase.create(ExecutionInstance.MIGRATIONS.toArray(String[]::new));
  }

  RunningExecution publish(Publication... publications) throws Exception {
    Messages.publish(instance.url(), access, publications);
    return this;
  }

  URI url() {
    return instance.url();
  }

  Access access() {
    return access;
  }

  Caller caller() {
    return new Caller(instance.url(), access);
  }

  @Override
  public void close() {
    instance.stop();
    database.close();
  }
}

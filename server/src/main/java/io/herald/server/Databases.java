package io.herald.server;

import io.herald.platform.config.Setting;
import io.herald.platform.config.Settings;
import io.herald.platform.database.DatabaseAddress;
import io.herald.platform.database.DiskSpace;
import io.herald.platform.database.embedded.EmbeddedPostgres;
import io.herald.platform.startstop.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the databases of a product are: by URL, or in the PostgreSQL that comes with Herald, which
 * is only started when one of them needs it.
 */
final class Databases implements Service {
  private final Settings settings;
  private final Map<String, Setting<String>> urls;
  private final Map<String, DatabaseAddress> addresses = new ConcurrentHashMap<>();
  private @Nullable EmbeddedPostgres embedded;

  /**
   * @param urls the setting with the URL of each database, by its name in the embedded PostgreSQL
   */
  Databases(Settings settings, Map<String, Setting<String>> urls) {
    this.settings = settings;
    this.urls = urls;
  }

  @Override
  public String name() {
    return "databases";
  }

  /**
   * @throws IOException when the embedded PostgreSQL does not start
   * @throws SQLException when it does not let a database be created
   * @throws IllegalArgumentException when a URL is none
   */
  @Override
  public void start() throws IOException, SQLException {
    for (Map.Entry<String, Setting<String>> url : urls.entrySet()) {
      String text = settings.get(url.getValue());
      addresses.put(
          url.getKey(),
          text.isEmpty() ? embedded().createDatabase(url.getKey()) : parsed(url.getValue(), text));
    }
  }

  /** Where this database is; known once started. */
  DatabaseAddress address(String name) {
    DatabaseAddress address = addresses.get(name);
    if (address == null) {
      throw new IllegalStateException("the databases were not started");
    }
    return address;
  }

  /**
   * The disk this database is on; known once started.
   *
   * @throws IOException when its folder is not there any more
   */
  DiskSpace disk(String name) throws IOException {
    return embedded != null && settings.get(Objects.requireNonNull(urls.get(name))).isEmpty()
        ? DiskSpace.of(
            folder(),
            ServerSettings.POSTGRES_MIN_FREE.key(),
            settings.get(ServerSettings.POSTGRES_MIN_FREE))
        : DiskSpace.ofOthers();
  }

  @Override
  public void stop() {
    if (embedded != null) {
      embedded.stop();
    }
  }

  private EmbeddedPostgres embedded() throws IOException {
    EmbeddedPostgres running = embedded;
    if (running == null) {
      running = new EmbeddedPostgres(folder(), settings.get(ServerSettings.POSTGRES_PORT));
      running.start();
      embedded = running;
    }
    return running;
  }

  private Path folder() {
    return settings.get(ServerSettings.DIR).resolve("postgres");
  }

  private static DatabaseAddress parsed(Setting<String> setting, String url) {
    try {
      return DatabaseAddress.parse(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(setting.key() + " " + e.getMessage(), e);
    }
  }
}

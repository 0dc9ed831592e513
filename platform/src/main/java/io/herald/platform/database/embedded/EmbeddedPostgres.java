package io.herald.platform.database.embedded;

import io.herald.platform.database.DatabaseAddress;
import io.herald.platform.startstop.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own on a directory that is kept: the package comment tells what is in it.
 *
 * <p>Listens on 127.0.0.1 only, with a password made at first start. While it runs it is looked
 * after: a server that ends by itself is started again on the same port. {@link #start} and {@link
 * #stop} once each, by one thread; everything else by many.
 */
public final class EmbeddedPostgres implements Service, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private static final String SUPERUSER = "herald";
  private static final Pattern DATABASE_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  /** Replaying what a crash left can take a while; 2 GB of log are the most there is. */
  private static final Duration READY_BOUND = Duration.ofMinutes(5);

  /** Children of a killed server notice within moments; until then they keep its memory. */
  private static final Duration ORPHANS_BOUND = Duration.ofSeconds(30);

  private static final Duration SHUTDOWN_BOUND = Duration.ofSeconds(60);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Where the server listens: by its bytes, since the JVM may prefer ::1 for "loopback". */
  private static final InetAddress LOOPBACK = loopback();

  private static final int POLL_MILLIS = 10;

  private final Path directory;
  private final int wantedPort;
  private final Path cache;
  private final CountDownLatch stopping = new CountDownLatch(1);

  private @Nullable DirectoryLock lock;
  private @Nullable Thread guardian;
  private volatile @Nullable ServerProcess server;
  private volatile int port;
  private volatile String password = "";

  /**
   * A server that keeps its programs in the user's cache folder.
   *
   * @param directory created when missing; one running Herald at a time
   * @param port 1 to 65535; 0 picks a free one at first start and keeps it as long as it stays free
   */
  public EmbeddedPostgres(Path directory, int port) {
    this(directory, port, PostgresBinaries.userCache(System.getenv()));
  }

  /**
   * A server whose programs are unpacked to, or found in, a given folder.
   *
   * @param cache about 60 MB; several processes may share it
   */
  public EmbeddedPostgres(Path directory, int port, Path cache) {
    this.directory = directory.toAbsolutePath().normalize();
    this.wantedPort = port;
    this.cache = cache;
  }

  @Override
  public String name() {
    return "embedded PostgreSQL";
  }

  /**
   * Starts the server and returns when it takes connections.
   *
   * @throws IOException when it cannot; the message says why and what to do
   */
  @Override
  public void start() throws IOException {
    long began = System.nanoTime();
    Files.createDirectories(directory);
    lock = DirectoryLock.take(directory);
    try {
      Path passwordFile = passwordFile();
      Programs programs = programs();
      DataDirectory data = new DataDirectory(directory.resolve("data"));
      data.createOnce(programs.binaries(), programs.user(), SUPERUSER, passwordFile);
      choosePort();
      launch(programs, data);
      guardian =
          Thread.ofPlatform()
              .daemon()
              .name("postgres-guardian")
              .start(() -> keepRunning(programs, data));
    } catch (IOException e) {
      lock.close();
      throw e;
    }
    log.info(
        "PostgreSQL is ready on 127.0.0.1:{} after {} ms; its data is in {}",
        port,
        (System.nanoTime() - began) / 1_000_000,
        directory);
  }

  /** Where a database of this server is; whether it exists is another matter. */
  public DatabaseAddress address(String database) {
    return new DatabaseAddress("127.0.0.1", port, database, SUPERUSER, password);
  }

  /**
   * Creates a database unless it exists.
   *
   * @param name lower case letters, digits and underscores, at most 63
   * @throws SQLException when the server cannot be reached or refuses
   */
  public DatabaseAddress createDatabase(String name) throws SQLException {
    if (!DATABASE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a database name has lower case letters, digits and underscores, at most 63: " + name);
    }
    DatabaseAddress admin = address("postgres");
    try (Connection connection =
        DriverManager.getConnection(admin.jdbcUrl(), admin.user(), admin.password())) {
      if (!exists(connection, name)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("CREATE DATABASE " + name);
        }
      }
    }
    return address(name);
  }

  /** The port it listens on, known after {@link #start}. */
  public int port() {
    return port;
  }

  /**
   * The server's process, which changes when it had to be started again.
   *
   * @throws IllegalStateException when it was never started
   */
  public long pid() {
    ServerProcess current = server;
    if (current == null) {
      throw new IllegalStateException("PostgreSQL was not started");
    }
    return current.pid();
  }

  @Override
  public void stop() {
    stopping.countDown();
    ServerProcess current = server;
    if (current != null) {
      current.shutDown(SHUTDOWN_BOUND);
    }
    try {
      if (guardian != null) {
        guardian.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (lock != null) {
      lock.close();
    }
  }

  /** The same as {@link #stop}. */
  @Override
  public void close() {
    stop();
  }

  // ---- start ------------------------------------------------------------------------------------

  /** What is run, and as whom. */
  private record Programs(PostgresBinaries binaries, ServerUser user) {}

  private Programs programs() throws IOException {
    if (!ServerUser.isRoot(directory.resolve("lock"))) {
      return new Programs(PostgresBinaries.unpackedIn(cache), ServerUser.OURSELVES);
    }
    for (ServerUser user : ServerUser.WAYS_FROM_ROOT) {
      // another user may not get through to our cache
      PostgresBinaries binaries = PostgresBinaries.unpackedIn(user.ownsFiles() ? directory : cache);
      if (user.works(directory, binaries)) {
        return new Programs(binaries, user);
      }
    }
    throw new IOException(
        "Herald runs as root and PostgreSQL refuses to; no way was found to run it as another user."
            + " Either run Herald as an ordinary user, or install unshare, setpriv and runuser"
            + " (Debian: apt-get install util-linux) and choose a directory that the user nobody can"
            + " reach, or give the URL of a PostgreSQL 15 or newer.");
  }

  private Path passwordFile() throws IOException {
    Path file = directory.resolve("password");
    if (!Files.exists(file)) {
      if (Files.exists(directory.resolve("data"))) {
        throw new IOException(
            file
                + " is missing: without it the data beside it cannot be opened. Put it back from a"
                + " backup, or choose another directory.");
      }
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
    }
    password = Files.readString(file).strip();
    return file;
  }

  private void choosePort() throws IOException {
    Path remembered = directory.resolve("port");
    if (wantedPort != 0) {
      port = wantedPort;
      return;
    }
    int last = Files.exists(remembered) ? parsePort(Files.readString(remembered)) : 0;
    port = last != 0 && isFree(last) ? last : freePort();
    Files.writeString(remembered, port + "\n");
  }

  private static int parsePort(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(LOOPBACK, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  private void launch(Programs programs, DataDirectory data) throws IOException {
    data.endPredecessor();
    if (!isFree(port)) {
      throw new IOException(
          "Port " + port + " on 127.0.0.1, wanted for PostgreSQL, is in use. Choose another port.");
    }
    long orphansDeadline = System.nanoTime() + ORPHANS_BOUND.toNanos();
    while (true) {
      ServerProcess started =
          ServerProcess.start(
              programs.user().command(ServerSettings.command(programs.binaries(), data, port)),
              directory.resolve("postgres.log"));
      server = started;
      if (awaitReady(started, data)) {
        return;
      }
      boolean orphansHoldMemory = started.lastLines().contains("is still in use");
      if (!orphansHoldMemory || System.nanoTime() > orphansDeadline || pause(100)) {
        throw new IOException("PostgreSQL did not start: " + started.lastLines());
      }
    }
  }

  /** True when it takes connections, false when it ended. */
  private boolean awaitReady(ServerProcess started, DataDirectory data) throws IOException {
    long deadline = System.nanoTime() + READY_BOUND.toNanos();
    while (!data.isReady(started.pid())) {
      if (!started.isAlive()) {
        awaitEnd(started);
        return false;
      }
      if (System.nanoTime() > deadline || pause(POLL_MILLIS)) {
        started.shutDown(SHUTDOWN_BOUND);
        throw new IOException(
            "PostgreSQL was not ready within "
                + READY_BOUND.toMinutes()
                + " min, or told to stop"
                + " before: "
                + started.lastLines());
      }
    }
    return true;
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** Waits, and says whether to stop meanwhile. */
  private boolean pause(long millis) {
    try {
      return stopping.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  // ---- while it runs ----------------------------------------------------------------------------

  private void keepRunning(Programs programs, DataDirectory data) {
    Duration wait = Duration.ofMillis(100);
    while (true) {
      ServerProcess current = server;
      if (current == null) {
        return;
      }
      if (isStopping()) {
        // told to stop while it was being started again: stop() may have seen only the one before
        current.shutDown(SHUTDOWN_BOUND);
        return;
      }
      int code = awaitEnd(current);
      if (isStopping()) {
        return;
      }
      log.error(
          "PostgreSQL (process {}) ended by itself with code {}; starting it again",
          current.pid(),
          code);
      try {
        launch(programs, data);
        log.info("PostgreSQL is ready again on 127.0.0.1:{}", port);
        wait = Duration.ofMillis(100);
      } catch (IOException e) {
        log.error("PostgreSQL does not start again, next try in {} ms", wait.toMillis(), e);
        if (pause(wait.toMillis())) {
          return;
        }
        wait =
            wait.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? wait.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  private static int awaitEnd(ServerProcess process) {
    try {
      return process.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}

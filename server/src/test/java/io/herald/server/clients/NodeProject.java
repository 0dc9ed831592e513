package io.herald.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The tests in {@code src/test/node}, with the packages their lock file names. The packages are
 * installed once for each lock file, in {@code ~/.cache/herald}, and need no network after that.
 */
final class NodeProject {
  private static final Path SOURCES = Path.of("src/test/node").toAbsolutePath();
  private static final Duration INSTALL_WITHIN = Duration.ofMinutes(5);
  private static final Duration TEST_WITHIN = Duration.ofMinutes(5);
  private static final int OLDEST_NODE = 20;

  private final Path folder;

  private NodeProject(Path folder) {
    this.folder = folder;
  }

  /**
   * Lays the tests out beside their packages.
   *
   * @param folder an empty one; the tests run there
   */
  static NodeProject in(Path folder) throws Exception {
    requireNode();
    Path packages = installed();
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      for (Path source : sources.filter(path -> !path.startsWith(modules(SOURCES))).toList()) {
        Path copy = folder.resolve(SOURCES.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(source, copy);
        }
      }
    }
    Files.createSymbolicLink(modules(folder), modules(packages));
    return new NodeProject(folder);
  }

  /** Runs the test files of one of its folders; fails when one of their tests does. */
  void test(String part, Map<String, String> environment) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=spec"));
    try (Stream<Path> files = Files.list(folder.resolve(part))) {
      files
          .map(Path::toString)
          .filter(name -> name.endsWith(".test.js"))
          .sorted()
          .forEach(command::add);
    }
    List<String> output = run(folder, TEST_WITHIN, environment, command);
    assertThat(output)
        .as("at least one test ran")
        .anyMatch(line -> line.matches(". pass [1-9]\\d*"));
  }

  private static void requireNode() throws Exception {
    String version;
    try {
      version =
          String.join(
              "",
              run(
                  SOURCES,
                  Duration.ofSeconds(30),
                  Map.of(),
                  List.of("node", "-p", "process.versions.node")));
    } catch (IOException e) {
      throw new AssertionError(complaint("is not installed"), e);
    }
    assertThat(Integer.parseInt(version.substring(0, version.indexOf('.'))))
        .as(complaint("is version " + version))
        .isGreaterThanOrEqualTo(OLDEST_NODE);
  }

  private static String complaint(String what) {
    return "these tests run published clients on Node.js "
        + OLDEST_NODE
        + " or newer, with npm; node "
        + what
        + ". ./herald test installs it where it can";
  }

  private static Path installed() throws Exception {
    Path lock = SOURCES.resolve("package-lock.json");
    Path place = cache().resolve("node-" + hash(Files.readAllBytes(lock)));
    if (Files.isDirectory(modules(place))) {
      return place;
    }
    Files.createDirectories(cache());
    // elsewhere first: what lies in its place is complete
    Path fresh = Files.createTempDirectory(cache(), "installing-");
    for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
      Files.copy(SOURCES.resolve(file), fresh.resolve(file));
    }
    run(
        fresh,
        INSTALL_WITHIN,
        Map.of(),
        List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    try {
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
      return place; // another build was as fast
    }
    return place;
  }

  private static Path cache() {
    String home = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    return (home.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(home))
        .resolve("herald");
  }

  private static Path modules(Path folder) {
    return folder.resolve("node_modules");
  }

  private static String hash(byte[] bytes) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    return HexFormat.of().formatHex(digest, 0, 8);
  }

  /** Runs a program, shows what it prints, and fails when it does. */
  private static List<String> run(
      Path folder, Duration within, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    List<String> output = new ArrayList<>();
    Thread reader = Thread.ofVirtual().start(() -> show(process, output));
    try {
      boolean ended = process.waitFor(within.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
      }
      process.destroyForcibly().waitFor();
      reader.join();
      assertThat(ended).as("%s ended within %s", command.getFirst(), within).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue())
        .as(() -> String.join(" ", command) + "\n" + String.join("\n", output))
        .isZero();
    return output;
  }

  private static void show(Process process, List<String> output) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(line);
        output.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

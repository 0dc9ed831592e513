package io.herald.bench.endtoend;

import io.herald.bench.stage.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The sources of a peer, which come with us as resources, laid out and built in a folder that is
 * kept: a later run with the same sources finds it as it is.
 */
final class PeerSources {
  /** Builds what was laid out, in its folder. */
  interface Build {
    void in(Path folder) throws IOException, InterruptedException;
  }

  private static final String BUILT = ".built";
  private static final int NAME_BYTES = 6;

  private PeerSources() {}

  /**
   * Lays a peer out and builds it, unless that was done before.
   *
   * @param peer a folder below {@code peers} in the resources
   * @param kept where its folder is, beside those of other peers
   * @return the folder, built
   */
  static Path built(String peer, Path kept, Build build) throws IOException, InterruptedException {
    SortedMap<String, byte[]> files = read(peer);
    Path folder = kept.toAbsolutePath().resolve(peer + "-" + digest(files));
    if (Files.exists(folder.resolve(BUILT))) {
      return folder;
    }
    if (Files.exists(kept)) {
      for (Path other : Folders.list(kept)) {
        // half built, or of other sources
        if (other.getFileName().toString().startsWith(peer + "-")) {
          Folders.remove(other);
        }
      }
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    build.in(folder);
    Files.createFile(folder.resolve(BUILT));
    return folder;
  }

  private static SortedMap<String, byte[]> read(String peer) throws IOException {
    URL sources = PeerSources.class.getResource("/peers/" + peer);
    if (sources == null) {
      throw new IOException("the sources of the peer " + peer + " are not among the resources");
    }
    try {
      URI place = sources.toURI();
      if (!place.getScheme().equals("jar")) {
        return read(Path.of(place));
      }
      try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
        return read(jar.getPath("/peers/" + peer));
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static SortedMap<String, byte[]> read(Path root) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (Path file : files) {
      contents.put(root.relativize(file).toString(), Files.readAllBytes(file));
    }
    return contents;
  }

  private static String digest(SortedMap<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, content) -> {
            digest.update((name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(content);
          });
      return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

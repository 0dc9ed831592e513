package io.herald.control.design;

import io.herald.message.link.Supplies;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files that templates may name (TPL-14). Safe for use by many threads. */
public interface StoredFiles {
  /** No more than this goes into one publication. */
  int MOST = 1_000;

  /** Those whose path begins so, at most {@value #MOST} and one more, by path. */
  Map<String, Supplies.Resource> beginningWith(String prefix);

  /** The file with these bytes, whatever its path is today. */
  Optional<Supplies.Resource> withSum(String sha256);

  /** Bytes that were stored once, whatever became of their path. */
  Optional<byte[]> bytes(String sha256);

  /** The bytes of the file that has this path. */
  default Optional<byte[]> bytesAt(String path) {
    return Optional.ofNullable(beginningWith(path).get(path))
        .flatMap(resource -> bytes(resource.sha256()));
  }

  /**
   * Those of an earlier publication.
   *
   * @param stored has their bytes
   */
  static StoredFiles of(Supplies frozen, StoredFiles stored) {
    return new StoredFiles() {
      @Override
      public Map<String, Supplies.Resource> beginningWith(String prefix) {
        Map<String, Supplies.Resource> found = new HashMap<>(frozen.resources());
        found.keySet().removeIf(path -> !path.startsWith(prefix));
        return found;
      }

      @Override
      public Optional<Supplies.Resource> withSum(String sha256) {
        return frozen.resources().values().stream()
            .filter(resource -> resource.sha256().equals(sha256))
            .findFirst();
      }

      @Override
      public Optional<byte[]> bytes(String sha256) {
        return stored.bytes(sha256);
      }
    };
  }
}

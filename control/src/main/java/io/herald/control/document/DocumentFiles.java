package io.herald.control.document;

import java.util.Optional;

/** Where the bytes of documents come from. */
@FunctionalInterface
public interface DocumentFiles {
  /** A stored file; empty: there is none with this path. */
  Optional<byte[]> bytes(String path);
}

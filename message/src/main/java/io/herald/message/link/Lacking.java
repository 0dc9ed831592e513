package io.herald.message.link;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An execution instance cannot take a publication or a proof yet, because files are missing there.
 *
 * @param message for people
 * @param missing the SHA-256 of each, in lower-case hexadecimal digits
 */
public record Lacking(String message, List<String> missing) {
  public Lacking {
    requireNonNull(message, "message");
    missing = List.copyOf(requireNonNull(missing, "missing"));
  }
}

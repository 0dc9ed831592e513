package io.herald.execution.collect.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path of this dialect: {@code /<org>/campaign/mc<org>/…} (client contract B.2). Percent-encoded
 * slashes separate like plain ones, empty segments do not count, a trailing {@code .json} is
 * dropped (API-45).
 *
 * @param organization the first segment
 * @param tenant the third segment, for example {@code mcgeometrixx}
 * @param rest the segments behind it
 */
record RestPath(String organization, String tenant, List<String> rest) {
  private static final int MAX_LENGTH = 2048;

  /** Reads the path as it stood in the request line; empty when it is none of this dialect. */
  static Optional<RestPath> of(String rawPath) {
    if (rawPath.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return decode(rawPath)
        .map(RestPath::segments)
        .filter(segments -> segments.size() >= 3 && segments.get(1).equals("campaign"))
        .map(
            segments ->
                new RestPath(
                    segments.get(0), segments.get(2), segments.subList(3, segments.size())));
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/")) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    if (!segments.isEmpty() && segments.getLast().endsWith(".json")) {
      String last = segments.removeLast();
      segments.add(last.substring(0, last.length() - ".json".length()));
    }
    return List.copyOf(segments);
  }

  /** RFC 3986 section 2.1, once; empty when an escape is broken or the bytes are not UTF-8. */
  private static Optional<String> decode(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '%') {
        bytes.write(c < 0x80 ? c : '?');
        continue;
      }
      int high = i + 2 <= raw.length() - 1 ? Character.digit(raw.charAt(i + 1), 16) : -1;
      int low = i + 2 <= raw.length() - 1 ? Character.digit(raw.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    try {
      return Optional.of(
          UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}

package io.herald.control.design;

import io.herald.control.http.InputCheck;
import io.herald.message.channel.HeaderName;
import io.herald.message.link.Publication;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A line for the head of the message, as a caller sends it (EM-3). */
@Schema(name = "MessageHeader", title = "Line for the head of the message")
public record HeaderRequest(
    @Schema(description = "Letters, digits and hyphens", example = "X-Order") @Nullable String name,
    @Schema(
            description = "One line, may hold expressions",
            example = "<%= rtEvent.ctx.reference %>")
        @Nullable String value) {
  private static final int MOST = 30;
  private static final int MAX_VALUE = 1_000;

  static List<Publication.Header> readAll(
      InputCheck check, @Nullable List<@Nullable HeaderRequest> headers) {
    if (headers == null) {
      return List.of();
    }
    if (headers.size() > MOST) {
      check.refuse("headers", "'headers' may have " + MOST + " entries.");
      return List.of();
    }
    List<Publication.Header> read = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int index = 0; index < headers.size(); index++) {
      String at = "headers[" + index + "]";
      HeaderRequest one = headers.get(index);
      if (one == null || one.name() == null) {
        check.refuse(at + ".name", "'" + at + ".name' is missing.");
        continue;
      }
      String name = one.name().strip();
      Optional<String> flaw = HeaderName.flaw(name);
      if (flaw.isPresent()) {
        check.refuse(at + ".name", "'" + at + ".name' " + flaw.get() + ".");
      } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
        check.refuse(at + ".name", "The header " + name + " is there twice.");
      }
      read.add(new Publication.Header(name, check.line(at + ".value", one.value(), MAX_VALUE)));
    }
    return read;
  }

  /** As it is shown. */
  public static List<HeaderRequest> of(List<Publication.Header> headers) {
    return headers.stream().map(one -> new HeaderRequest(one.name(), one.value())).toList();
  }
}

package io.herald.control.design;

import io.herald.control.http.InputCheck;
import io.herald.message.link.Publication;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,62}");

  /** What the product writes itself: a second one would make the message ambiguous. */
  private static final Set<String> OWN =
      Set.of(
          "from",
          "sender",
          "to",
          "cc",
          "bcc",
          "reply-to",
          "subject",
          "date",
          "message-id",
          "return-path",
          "received",
          "mime-version",
          "dkim-signature");

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
      String lower = name.toLowerCase(Locale.ROOT);
      if (!NAME.matcher(name).matches()) {
        check.refuse(
            at + ".name",
            "A header's name has 1 to 63 letters, digits and hyphens and begins with a letter.");
      } else if (OWN.contains(lower) || lower.startsWith("content-")) {
        check.refuse(
            at + ".name",
            "The header " + name + " is written by the product: use the field made for it.");
      } else if (!names.add(lower)) {
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

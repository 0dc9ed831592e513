package io.herald.execution.deliver.email;

import java.util.List;

/**
 * One answer of an SMTP server (RFC 5321 §4.2).
 *
 * @param code three digits, 200 to 599
 * @param enhanced the enhanced status code of RFC 3463 such as {@code 5.1.1}; empty when the server
 *     gave none
 * @param lines the text of each line after the code; at least one, control characters replaced
 */
record SmtpReply(int code, String enhanced, List<String> lines) {
  private static final int ANSWER_CHARACTERS = 500;

  SmtpReply {
    lines = List.copyOf(lines);
  }

  /** 2xx: done. */
  boolean positive() {
    return code / 100 == 2;
  }

  /** 3xx: go on. */
  boolean intermediate() {
    return code / 100 == 3;
  }

  /** 4xx or 5xx. */
  boolean negative() {
    return code / 100 >= 4;
  }

  /** 421: the server closes the connection, whatever was asked (RFC 5321 §3.8). */
  boolean closing() {
    return code == 421;
  }

  /** The server's own words on one line, for logs; at most 500 characters. */
  String answer() {
    String text =
        code + " " + (lines.size() == 1 ? lines.getFirst() : String.join(" ", lines)).strip();
    return text.length() <= ANSWER_CHARACTERS ? text : text.substring(0, ANSWER_CHARACTERS);
  }
}

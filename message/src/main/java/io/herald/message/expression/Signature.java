package io.herald.message.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a function takes and gives. Made from the line people read, so that the two cannot differ:
 * {@code LPad(text, length: number, [fill: text]): text}. A parameter without a type is of the type
 * it is called by; brackets stand for "may be left out", dots for "and more such".
 *
 * @param least how many arguments it takes at least
 * @param most how many at most
 */
record Signature(
    String name, String written, List<Parameter> parameters, int least, int most, Kind result) {
  /** What is taken or given. */
  enum Kind {
    TEXT("text"),
    NUMBER("number"),
    MOMENT("date"),
    CONDITION("condition"),
    TEXT_OR_NUMBER("text|number"),
    TEXT_OR_MOMENT("text|date"),
    /** Any value, but all that may be anything are of one type; as a result: of that type. */
    ANY("any");

    private final String written;

    Kind(String written) {
      this.written = written;
    }

    private static Kind of(String written) {
      return Arrays.stream(values())
          .filter(kind -> kind.written.equals(written))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(written));
    }
  }

  /** One argument. */
  record Parameter(String name, Kind kind) {
    private static Parameter of(String written) {
      int colon = written.indexOf(": ");
      if (colon >= 0) {
        return new Parameter(written.substring(0, colon), Kind.of(written.substring(colon + 2)));
      }
      // When(condition, value) and Else(value) are the parser's business
      return new Parameter(written, written.endsWith(")") ? Kind.ANY : Kind.of(written));
    }
  }

  Signature {
    parameters = List.copyOf(parameters);
  }

  static Signature of(String written) {
    int open = written.indexOf('(');
    int close = written.lastIndexOf("): ");
    List<Parameter> parameters = new ArrayList<>();
    int least = 0;
    int most = 0;
    for (String part : parts(written.substring(open + 1, close))) {
      if (part.equals("...")) {
        most = Integer.MAX_VALUE;
      } else if (part.startsWith("[")) {
        parameters.add(Parameter.of(part.substring(1, part.length() - 1)));
        most = most == Integer.MAX_VALUE ? most : most + 1;
      } else {
        parameters.add(Parameter.of(part));
        least++;
        most++;
      }
    }
    return new Signature(
        written.substring(0, open),
        written,
        parameters,
        least,
        most,
        Kind.of(written.substring(close + 3)));
  }

  /** Cut at the commas that are not inside parentheses. */
  private static List<String> parts(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= list.length(); i++) {
      char c = i == list.length() ? ',' : list.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        String part = list.substring(start, i).strip();
        if (!part.isEmpty()) {
          parts.add(part);
        }
        start = i + 1;
      }
    }
    return parts;
  }

  /** What the argument at this place, counted from 0, may be; the last one stands for all more. */
  Kind kind(int index) {
    return parameters.get(Math.min(index, parameters.size() - 1)).kind();
  }

  /** For messages: how many arguments. */
  String arity() {
    if (most == Integer.MAX_VALUE) {
      return least + " or more arguments";
    }
    if (least == most) {
      return least == 0 ? "no argument" : least + (least == 1 ? " argument" : " arguments");
    }
    return least + " to " + most + " arguments";
  }
}

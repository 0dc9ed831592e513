package io.herald.control.design;

import io.herald.control.http.Finding;
import io.herald.message.template.TemplateError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the links of a message's HTML: protocol and host must not be put together from data
 * (TRK-6, TPL-57), or whoever sends the data decides where the shop's customers go.
 */
final class LinkCheck {
  private static final Pattern LITERAL_HOST =
      Pattern.compile(
          "(?:https?://[^/?#<\\s]+(?:[/?#].*)?|(?:mailto|tel|sms):.*|#.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private LinkCheck() {}

  /**
   * @param errors links whose host is partly data: they keep the draft from being published
   * @param warnings links that are data altogether, or lead nowhere
   */
  record Result(List<Finding> errors, List<Finding> warnings) {}

  static Result of(@Nullable String html) {
    List<Finding> errors = new ArrayList<>();
    List<Finding> warnings = new ArrayList<>();
    if (html != null) {
      for (Link link : Link.in(html)) {
        judge(html, link.address().strip(), link.at(), errors, warnings);
      }
    }
    return new Result(List.copyOf(errors), List.copyOf(warnings));
  }

  private static void judge(
      String html, String address, int at, List<Finding> errors, List<Finding> warnings) {
    if (address.isEmpty()) {
      warnings.add(finding(html, at, "This link leads nowhere: write its address."));
    } else if (isOneExpression(address)) {
      warnings.add(
          finding(
              html,
              at,
              "Protocol and host of this link come from data, so whoever sends the event decides"
                  + " where it leads: write them, as in https://shop.example/<%= … %>."));
    } else if (!hostIsLiteral(address)) {
      (address.contains("<%") ? errors : warnings)
          .add(
              finding(
                  html,
                  at,
                  "This link does not begin with a protocol and a host as they are: write them,"
                      + " as in https://shop.example/<%= … %>; only what follows may come from"
                      + " data."));
    }
  }

  private static boolean isOneExpression(String address) {
    return address.startsWith("<%") && address.indexOf("%>") == address.length() - 2;
  }

  private static boolean hostIsLiteral(String address) {
    return LITERAL_HOST.matcher(address).matches();
  }

  private static Finding finding(String html, int at, String message) {
    int line = 1 + (int) html.substring(0, at).chars().filter(c -> c == '\n').count();
    int column = at - html.lastIndexOf('\n', at - 1);
    return Finding.of(new TemplateError("html", line, column, message));
  }
}

package io.herald.control.design;

import io.herald.message.template.TemplateError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Looks at the links of HTML: protocol and host must not be put together from data (TRK-6, TPL-57),
 * or whoever sends the data decides where the shop's customers go.
 */
final class LinkCheck {
  private static final Pattern LITERAL_HOST =
      Pattern.compile(
          "(?:https?://[^/?#<\\s]+(?:[/?#].*)?|(?:mailto|tel|sms):.*|#.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * @param errors links whose host is partly data: they keep the draft from being published
   * @param warnings links that are data altogether, or lead nowhere
   */
  record Result(List<TemplateError> errors, List<TemplateError> warnings) {}

  private final String part;
  private final String html;
  private final List<TemplateError> errors = new ArrayList<>();
  private final List<TemplateError> warnings = new ArrayList<>();

  private LinkCheck(String part, String html) {
    this.part = part;
    this.html = html;
  }

  /**
   * @param part the property the HTML stands in
   */
  static Result of(String part, String html) {
    LinkCheck check = new LinkCheck(part, html);
    for (Link link : Link.in(html)) {
      check.judge(link.address().strip(), link.at());
    }
    return new Result(List.copyOf(check.errors), List.copyOf(check.warnings));
  }

  private void judge(String address, int at) {
    if (address.isEmpty()) {
      warnings.add(finding(at, "This link leads nowhere: write its address."));
    } else if (isOneExpression(address)) {
      warnings.add(
          finding(
              at,
              "Protocol and host of this link come from data, so whoever sends the event decides"
                  + " where it leads: write them, as in https://shop.example/<%= … %>."));
    } else if (!hostIsLiteral(address)) {
      (address.contains("<%") ? errors : warnings)
          .add(
              finding(
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

  private TemplateError finding(int at, String message) {
    int line = 1 + (int) html.substring(0, at).chars().filter(c -> c == '\n').count();
    int column = at - html.lastIndexOf('\n', at - 1);
    return new TemplateError(part, line, column, message);
  }
}

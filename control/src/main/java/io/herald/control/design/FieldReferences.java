package io.herald.control.design;

import io.herald.message.link.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds where the parts of a message name fields of the event's context: {@code rtEvent.ctx.name},
 * {@code ctx['name']}, attributes ({@code ctx.@name}), a variable the context was given to, and the
 * paths of the Standard dialect ({@code /context/ctx/name}). A name that is computed when the
 * template runs cannot be found.
 */
final class FieldReferences {
  private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_]*";
  private static final String CONTEXT = "(?:(?:rtEvent|batchEvent|event)\\s*\\.\\s*)?ctx";

  /** A script, an expression, a condition or listing; not a comment, not what is included. */
  private static final Pattern CODE =
      Pattern.compile(
          "<%(?!-|@\\s{0,9}include)(?<script>.*?)(?:%>|\\z)|\\bdata-nl-[a-z]{1,16}\\s{0,9}=\\s{0,9}"
              + "(?:\"(?<quoted>[^\"]*+)\"|'(?<single>[^']*+)')",
          Pattern.DOTALL);

  // begins at the begin of a word and never goes back, so that long texts are read once
  private static final Pattern ALIAS =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_])(" + NAME + "+)\\s*+=\\s*+" + CONTEXT + "\\s*+(?:;|,|$|%>)",
          Pattern.MULTILINE);

  private static final Pattern STANDARD_PATH =
      Pattern.compile("\\bcontext([./])ctx\\1@?(?<path>" + NAME + ")(?!\\s*\\()");

  private FieldReferences() {}

  /**
   * A place where a field is named.
   *
   * @param part the property of the template
   * @param line from 1
   * @param column from 1
   */
  record Reference(String field, String part, int line, int column) {}

  /** All of them, part by part, in the order of the text. */
  static List<Reference> in(Publication.Content content) {
    List<Reference> found = new ArrayList<>();
    content.texts().forEach((part, text) -> found.addAll(in(part, text)));
    return found;
  }

  private static List<Reference> in(String part, String text) {
    List<Reference> found = new ArrayList<>();
    Pattern member = member(text);
    Matcher code = CODE.matcher(text);
    while (code.find()) {
      String kind =
          code.group("script") != null
              ? "script"
              : code.group("quoted") != null ? "quoted" : "single";
      Matcher reference = member.matcher(text).region(code.start(kind), code.end(kind));
      // so that the end of a region does not hide what stands before it
      reference.useTransparentBounds(true);
      while (reference.find()) {
        String group = reference.group("dot") == null ? "quoted" : "dot";
        found.add(reference(part, text, reference.group(group), reference.start()));
      }
    }
    Matcher path = STANDARD_PATH.matcher(text);
    while (path.find()) {
      found.add(reference(part, text, path.group("path"), path.start("path")));
    }
    return found;
  }

  /** A member of the context, or of a variable that stands for it. */
  private static Pattern member(String text) {
    TreeSet<String> aliases = new TreeSet<>();
    Matcher alias = ALIAS.matcher(text);
    while (alias.find()) {
      aliases.add(alias.group(1));
    }
    String roots =
        Stream.concat(Stream.of(CONTEXT), aliases.stream().map(Pattern::quote))
            .collect(Collectors.joining("|"));
    return Pattern.compile(
        "(?<![\\w$.])(?:"
            + roots
            + ")\\s*(?:\\.\\s*@?(?<dot>"
            + NAME
            + ")(?![\\p{L}\\p{N}_]|\\s*\\()|\\[\\s*[\"']@?(?<quoted>"
            + NAME
            + ")[\"']\\s*\\])");
  }

  private static Reference reference(String part, String text, String field, int at) {
    int line = 1;
    int begin = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
      line++;
      begin = i + 1;
    }
    return new Reference(field, part, line, at - begin + 1);
  }
}

package io.herald.message.template;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.JavaScriptException;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Scriptable;

/** Says what went wrong while a part was rendered, with its place in the template. */
final class RuntimeFailures {
  private static final int MAX_MESSAGE = 300;

  private static final List<Pattern> KNOWN =
      Stream.of(
              "\"(?<name>[^\"]*)\" is not defined\\.",
              "Cannot (read|set|delete) property \"(?<name>[^\"]*)\" (from|of) (null|undefined)",
              "Cannot call (method|property) \"?(?<name>[^\" ]*)\"? of (null|undefined)",
              "Cannot find function (?<name>[^ ]*)(?= in object)",
              "(?<name>.*) is not a function, it is [a-z]+",
              "Cannot modify a property of a sealed object: (?<name>.*)\\.$",
              "(?<name>[\\w$.]+) is not a constructor",
              "(?<name>)Cannot convert (null|undefined) to an object",
              "(?<name>)Invalid regular expression",
              "(?<name>)XML objects may contain at most one node",
              "(?<name>)Cannot parse XML")
          .map(Pattern::compile)
          .toList();

  private RuntimeFailures() {}

  static TemplateError of(CompiledPart part, Throwable thrown) {
    return switch (thrown) {
      case LimitReached limit -> at(part, limit.scriptLine(), message(limit));
      case StackOverflowError deep ->
          at(part, 0, "Its functions call each other too deeply: does one call itself for ever?");
      case OutOfMemoryError memory -> at(part, 0, "It uses more memory than there is");
      case RhinoException error -> at(part, error.lineNumber(), explain(part, error));
      default ->
          at(
              part,
              0,
              "The engine cannot run this code (" + thrown.getClass().getSimpleName() + ")");
    };
  }

  private static String message(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? "" : message;
  }

  private static TemplateError at(CompiledPart part, int scriptLine, String message) {
    ScriptText.Place place =
        scriptLine > 0
            ? part.source().placeOfLine(scriptLine)
            : new ScriptText.Place(Source.Spot.BEGIN, "");
    String code = place.code().isBlank() ? "" : place.code() + ": ";
    return place.spot().error(part.part(), code + message);
  }

  private static String explain(CompiledPart part, RhinoException error) {
    return shorten(
        switch (error) {
          case Refusal refusal -> refusal.details();
          case EcmaError script -> ecma(part, script);
          case JavaScriptException thrown ->
              "The template stopped with " + thrownText(part, thrown);
          default -> known(part, error.details());
        });
  }

  private static String ecma(CompiledPart part, EcmaError error) {
    String message = known(part, error.getErrorMessage());
    if (error.getName().equals("ReferenceError") && message.endsWith("is not defined.")) {
      return message.substring(0, message.length() - 1)
          + ": is the name spelled as in the event or in the language reference?";
    }
    return message;
  }

  /**
   * The engine's words when they are known to hold nothing but names that stand in the template: it
   * likes to quote values, and those may be personal.
   */
  private static String known(CompiledPart part, String message) {
    for (Pattern pattern : KNOWN) {
      Matcher found = pattern.matcher(message);
      if (found.lookingAt() && inTemplate(part, found.group("name"))) {
        return found.group();
      }
    }
    return "JavaScript cannot do this with the values of this event";
  }

  private static boolean inTemplate(CompiledPart part, String text) {
    return part.source().script().contains(text);
  }

  /** What a template throws, when it is a text that stands in it. */
  private static String thrownText(CompiledPart part, JavaScriptException thrown) {
    Object value = thrown.getValue();
    if (value instanceof Scriptable object && object.getClassName().equals("Error")) {
      value = object.get("message", object);
    }
    return value instanceof CharSequence text
            && text.length() <= MAX_MESSAGE
            && inTemplate(part, text.toString())
        ? text.toString()
        : "an error of its own";
  }

  private static String shorten(String message) {
    String line = HeaderText.oneLine(message);
    return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE - 1) + "…";
  }
}

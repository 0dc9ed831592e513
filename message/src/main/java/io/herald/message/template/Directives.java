package io.herald.message.template;

import io.herald.message.link.Supplies;
import io.herald.message.template.Library.Fetched;
import io.herald.message.template.Piece.Directive;
import io.herald.message.template.Piece.Glue;
import io.herald.message.template.Source.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The first step of {@link PassA}: does the directives of a part (TPL-40 to TPL-43). What is
 * included is read in turn; conditions and repetitions become script, which runs for each message.
 * For one part and one thread.
 */
final class Directives {
  private static final int MAX_DEPTH = 10;
  private static final int MAX_PIECES = 100_000;
  private static final int MAX_INCLUDED_CHARACTERS = 5_000_000;
  private static final Set<String> OPENING = Set.of("foreach", "if", "each");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s*([A-Za-z][\\w-]*)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')\\s*");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\(([\\w$]+)\\)");

  private final Part part;
  private final boolean escapes;
  private final Library library;
  private final ScriptRunner runner;
  private final List<Problem> problems;
  private final Repetitions repetitions;
  private final Deque<String> including = new ArrayDeque<>();
  private final Map<String, Object> variables = new HashMap<>();
  private int made;
  private long characters;
  private boolean tooLarge;

  /** Runs code at publication. */
  interface ScriptRunner {
    /**
     * Runs code.
     *
     * @return text, number or truth by the name of the variable that holds it; empty when it fails,
     *     which the runner has told
     */
    Map<String, Object> run(List<Piece.Code> code);
  }

  Directives(
      Part part,
      boolean escapes,
      Library library,
      ScriptRunner runner,
      Repetitions repetitions,
      List<Problem> problems) {
    this.part = part;
    this.escapes = escapes;
    this.library = library;
    this.runner = runner;
    this.repetitions = repetitions;
    this.problems = problems;
  }

  private void problem(Origin at, String message) {
    problems.add(new Problem(at, message));
  }

  /** A condition or repetition that is open. */
  private static final class Frame {
    private final Directive begin;
    private final @Nullable Each each;
    private boolean variants;
    private boolean last;

    Frame(Directive begin, @Nullable Each each) {
      this.begin = begin;
      this.each = each;
    }
  }

  /** Reads a text and does its directives. */
  List<Piece> read(Source source) {
    TemplateScanner.Scan scan = TemplateScanner.scan(source);
    problems.addAll(scan.problems());
    return done(scan.pieces());
  }

  private List<Piece> done(List<Piece> pieces) {
    List<Piece> out = new ArrayList<>();
    Deque<Frame> frames = new ArrayDeque<>();
    for (int i = 0; i < pieces.size(); i++) {
      if (++made > MAX_PIECES) {
        becomesTooLarge(pieces.get(i).at());
      }
      if (tooLarge) {
        return out;
      }
      if (!(pieces.get(i) instanceof Directive directive)) {
        out.add(pieces.get(i));
        continue;
      }
      switch (directive.name()) {
        case "include" -> out.addAll(include(directive));
        case "value" -> value(directive).ifPresent(out::add);
        case "foreach" -> {
          int end = end(pieces, i, directive);
          out.addAll(repeat(directive, pieces.subList(i + 1, end)));
          i = Math.min(end, pieces.size() - 1);
        }
        case "startScript" -> {
          int end = endOfScript(pieces, i, directive);
          script(directive, pieces.subList(i + 1, end)).ifPresent(out::add);
          i = Math.min(end, pieces.size() - 1);
        }
        case "if", "each" -> open(directive, frames, out);
        case "elseif", "else", "empty" -> other(directive, frames, out);
        case "end" -> close(directive, frames, out);
        default ->
            problem(
                directive.at(),
                "The directive <%@ "
                    + TemplateScanner.excerpt(directive.name())
                    + " %> is not supported: there are include, value, foreach, startScript,"
                    + " endScript, if, elseif, else, each, empty and end");
      }
    }
    for (Frame open : frames) {
      problem(
          open.begin.at(),
          "<%@ " + open.begin.name() + " %> is never ended: add <%@ end %> where it ends");
    }
    return out;
  }

  /** Ends all of it; said once. */
  private void becomesTooLarge(Origin at) {
    if (!tooLarge) {
      tooLarge = true;
      problem(at, "The template becomes too large: repeat and include less");
    }
  }

  /** Whether what is included has room; a block may be included many times. */
  private boolean fits(String text, Origin at) {
    characters += text.length();
    if (characters > MAX_INCLUDED_CHARACTERS) {
      becomesTooLarge(at);
    }
    return !tooLarge;
  }

  /** The attributes of a directive; variables in them are replaced. */
  private Map<String, String> attributes(Directive directive, String... known) {
    Map<String, String> found = new HashMap<>();
    Matcher matcher = ATTRIBUTE.matcher(directive.attributes());
    int at = 0;
    while (matcher.find(at) && matcher.start() == at) {
      String text = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
      found.put(matcher.group(1), filled(text));
      at = matcher.end();
    }
    if (at < directive.attributes().length()) {
      problem(
          directive.at(),
          "Near "
              + TemplateScanner.excerpt(directive.attributes().substring(at))
              + ": an attribute looks like name='value'");
    }
    for (String name : found.keySet()) {
      if (!List.of(known).contains(name)) {
        problem(
            directive.at(),
            "<%@ "
                + directive.name()
                + " %> has no attribute "
                + name
                + ": it has "
                + String.join(", ", known));
      }
    }
    return found;
  }

  private String filled(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found -> {
              Object value = variables.get(found.group(1));
              return Matcher.quoteReplacement(value == null ? found.group() : shown(value));
            });
  }

  private static String shown(Object value) {
    return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.valueOf(number.longValue())
        : String.valueOf(value);
  }

  private List<Piece> include(Directive directive) {
    Map<String, String> what = attributes(directive, "view", "option", "file", "url");
    Origin at = directive.at();
    if (what.size() != 1) {
      problem(at, "<%@ include %> needs one of view='…', option='…', file='…' or url='…'");
      return List.of();
    }
    String kind = what.keySet().iterator().next();
    String name = what.values().iterator().next();
    return switch (kind) {
      case "view" -> {
        String refusal = library.block(name).isPresent() ? null : BuiltInBlocks.refusal(name);
        if (refusal != null) {
          problem(at, refusal);
          yield List.of();
        }
        yield included("the block '" + name + "'", library.block(name).map(this::content), at);
      }
      case "file" -> included("the file '" + name + "'", library.file(name), at);
      case "option" ->
          library
              .option(name)
              .map(text -> literal(text, at))
              .orElseGet(() -> missing("the option '" + name + "'", at));
      default ->
          switch (library.fetch(name)) {
            case Fetched.Content(String text) -> literal(text, at);
            case Fetched.Refused(String why) -> {
              problem(at, "The page " + name + " cannot be included: " + why);
              yield List.of();
            }
          };
    };
  }

  private String content(Supplies.Block block) {
    String text = block.text();
    return part.markup() || text == null ? block.html() : text;
  }

  private List<Piece> literal(String text, Origin at) {
    return text.isEmpty() || !fits(text, at) ? List.of() : List.of(new Piece.Literal(text, at));
  }

  private List<Piece> missing(String title, Origin at) {
    problem(at, "There is no " + title.substring(4) + ": create it, or correct the name");
    return List.of();
  }

  private List<Piece> included(String title, Optional<String> text, Origin at) {
    if (text.isEmpty()) {
      return missing(title, at);
    }
    if (including.contains(title)) {
      problem(at, title.replace("the ", "The ") + " includes itself: remove this line");
      return List.of();
    }
    if (including.size() >= MAX_DEPTH) {
      problem(at, "Blocks include each other more than " + MAX_DEPTH + " levels deep");
      return List.of();
    }
    if (!fits(text.get(), at)) {
      return List.of();
    }
    including.push(title);
    try {
      return read(Source.included(title, text.get(), at));
    } finally {
      including.pop();
    }
  }

  private Optional<Piece> value(Directive directive) {
    Map<String, String> what = attributes(directive, "object", "xpath", "index");
    Object found = object(directive, what);
    if (found instanceof List<?> list && !list.isEmpty()) {
      found = list.getFirst();
    }
    if (found == null) {
      return Optional.empty();
    }
    if (found instanceof Map || found instanceof List) {
      problem(directive.at(), "This is no single value: tell which field with xpath='…'");
      return Optional.empty();
    }
    String text = shown(found);
    return Optional.of(
        new Piece.Literal(escapes ? Escaping.xml(text, true, true) : text, directive.at()));
  }

  /** What object, xpath and index name; null when there is no such thing, which was told. */
  private @Nullable Object object(Directive directive, Map<String, String> what) {
    String name = what.get("object");
    if (name == null) {
      problem(directive.at(), "<%@ " + directive.name() + " %> needs object='…'");
      return null;
    }
    Object root = variables.get(name);
    if (root == null) {
      root = library.objects().fields(name);
    }
    if (root == null) {
      problem(
          directive.at(),
          "Nothing is known of "
              + name
              + " at publication"
              + (library.objects().byName().isEmpty()
                  ? ""
                  : ": there are " + String.join(", ", library.objects().byName().keySet())));
      return null;
    }
    String path = what.getOrDefault("xpath", "");
    Object found = ObjectPaths.find(root, path, index(directive, what));
    if (found == null) {
      problem(directive.at(), "There is no " + path + " in " + name);
    }
    return found;
  }

  private int index(Directive directive, Map<String, String> what) {
    String index = what.getOrDefault("index", "1");
    Object variable = variables.get(index);
    String digits = variable == null ? index : shown(variable);
    if (!digits.matches("[1-9][0-9]{0,6}")) {
      problem(directive.at(), "index is a number from 1, or the name of a foreach's index");
      return 1;
    }
    return Integer.parseInt(digits);
  }

  private int end(List<Piece> pieces, int begin, Directive directive) {
    int depth = 0;
    for (int i = begin; i < pieces.size(); i++) {
      if (pieces.get(i) instanceof Directive other) {
        depth += OPENING.contains(other.name()) ? 1 : other.name().equals("end") ? -1 : 0;
        if (depth == 0) {
          return i;
        }
      }
    }
    problem(directive.at(), "<%@ foreach %> is never ended: add <%@ end %> where it ends");
    return pieces.size();
  }

  private List<Piece> repeat(Directive directive, List<Piece> body) {
    Map<String, String> what = attributes(directive, "object", "xpath", "index", "item");
    String index = what.remove("index");
    String item = what.getOrDefault("item", "item");
    Object found = object(directive, what);
    List<?> items =
        found instanceof List<?> list ? list : found == null ? List.of() : List.of(found);
    List<Piece> out = new ArrayList<>();
    Map<String, Object> before = new HashMap<>(variables);
    for (int i = 0; i < items.size(); i++) {
      variables.put(item, items.get(i));
      if (index != null) {
        variables.put(index, i + 1);
      }
      out.addAll(done(body));
    }
    variables.clear();
    variables.putAll(before);
    return out;
  }

  private int endOfScript(List<Piece> pieces, int begin, Directive directive) {
    for (int i = begin; i < pieces.size(); i++) {
      if (pieces.get(i) instanceof Directive other && other.name().equals("endScript")) {
        return i;
      }
    }
    problem(directive.at(), "<%@ startScript %> is never ended: add <%@ endScript %>");
    return pieces.size();
  }

  /** Runs code at publication and keeps what its variables hold. */
  private Optional<Piece> script(Directive directive, List<Piece> body) {
    List<Piece.Code> code = new ArrayList<>();
    for (Piece piece : body) {
      switch (piece) {
        case Piece.Literal(String text, Origin at) -> code.add(new Piece.Code(text, at));
        case Piece.Code run -> code.add(run);
        default -> {
          problem(directive.at(), "Between startScript and endScript there is only code");
          return Optional.empty();
        }
      }
    }
    Map<String, Object> values = code.isEmpty() ? Map.of() : runner.run(code);
    variables.putAll(values);
    String script =
        values.entrySet().stream()
            .map(
                value ->
                    "var "
                        + value.getKey()
                        + "="
                        + (value.getValue() instanceof String text
                            ? "\"" + PlaceEscaping.script(text) + "\""
                            : value.getValue())
                        + ";")
            .collect(Collectors.joining());
    return Optional.of(Glue.of(script, directive.at()));
  }

  private void open(Directive directive, Deque<Frame> frames, List<Piece> out) {
    if (directive.name().equals("if")) {
      frames.push(new Frame(directive, null));
      out.add(new Glue("if(" + ScriptText.TRUE + "((", test(directive), directive.at(), "))){"));
      return;
    }
    Map<String, String> what = attributes(directive, "in", "as", "first", "max", "filter", "sort");
    Each each = repetitions.begin(what, directive.at());
    frames.push(new Frame(directive, each));
    out.addAll(each.prepare());
    out.add(each.open());
  }

  private String test(Directive directive) {
    String test = attributes(directive, "test").get("test");
    if (test == null || test.isBlank()) {
      problem(
          directive.at(),
          "<%@ " + directive.name() + " %> needs a condition: test=\"ctx.amount > 100\"");
      return "false";
    }
    return test;
  }

  private void other(Directive directive, Deque<Frame> frames, List<Piece> out) {
    Frame frame = frames.peek();
    String opener = directive.name().equals("empty") ? "each" : "if";
    if (frame == null || !frame.begin.name().equals(opener) || frame.last) {
      problem(
          directive.at(),
          "<%@ " + directive.name() + " %> stands alone: it belongs behind <%@ " + opener + " %>");
      return;
    }
    if (directive.name().equals("elseif")) {
      frame.variants = true;
      out.add(
          new Glue("}else if(" + ScriptText.TRUE + "((", test(directive), directive.at(), "))){"));
      return;
    }
    frame.last = true;
    if (frame.each == null) {
      out.add(Glue.of("}else{", directive.at()));
    } else {
      out.add(frame.each.close());
      out.add(frame.each.openEmpty());
      repetitions.end();
    }
  }

  private void close(Directive directive, Deque<Frame> frames, List<Piece> out) {
    Frame frame = frames.poll();
    if (frame == null) {
      problem(directive.at(), "<%@ end %> ends nothing: remove it");
      return;
    }
    if (frame.variants && !frame.last) {
      problem(
          frame.begin.at(),
          "Variants need a default: add <%@ else %> with what everybody else gets");
    }
    if (frame.each != null && !frame.last) {
      out.add(frame.each.close());
      repetitions.end();
    } else {
      out.add(Glue.of("}", directive.at()));
    }
  }
}

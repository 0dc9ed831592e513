package io.herald.message.template;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.VariableInitializer;

/**
 * Everything that happens once, when a part is compiled: reading it, including, repeating, and
 * turning elements with settings into script. For one part and one thread.
 */
final class PassA {
  private static final int MOST_PROBLEMS = 20;

  private final RenderContext context;
  private final Part part;
  private final boolean escapes;
  private final Library library;
  private final RenderLimits limits;
  private final List<TemplateError> errors;

  /**
   * @param limits for code that runs at publication
   * @param errors what is wrong is added here
   */
  PassA(
      RenderContext context,
      Part part,
      boolean autoEscape,
      Library library,
      RenderLimits limits,
      List<TemplateError> errors) {
    this.context = context;
    this.part = part;
    this.escapes = part.markup() && autoEscape;
    this.library = library;
    this.limits = limits;
    this.errors = errors;
  }

  /** Compiles a part; empty when something is wrong. */
  Optional<CompiledPart> compile(String text) {
    List<Problem> problems = new ArrayList<>();
    Repetitions repetitions = new Repetitions(problems);
    int before = errors.size();
    List<Piece> pieces =
        new Directives(part, escapes, library, this::run, repetitions, problems)
            .read(Source.ofPart(text));
    if (problems.isEmpty() && errors.size() == before) {
      pieces =
          part.markup()
              ? HtmlStructure.apply(pieces, repetitions, problems)
              : fields(pieces, problems);
    }
    problems.stream()
        .limit(MOST_PROBLEMS)
        .forEach(problem -> errors.add(problem.at().spot().error(part, problem.message())));
    return errors.size() == before
        ? PartCompiler.compile(context, part, pieces, escapes, library, errors)
        : Optional.empty();
  }

  /** Fields in a part without mark-up of its own. */
  private static List<Piece> fields(List<Piece> pieces, List<Problem> problems) {
    List<Piece> out = new ArrayList<>();
    for (Piece piece : pieces) {
      if (!(piece instanceof Piece.Literal literal) || !literal.text().contains("data-nl-expr")) {
        out.add(piece);
        continue;
      }
      String text = literal.text();
      Matcher field = FieldPaths.span().matcher(text);
      int done = 0;
      while (field.find()) {
        String path = field.group(1) == null ? field.group(2) : field.group(1);
        String expression = FieldPaths.expression(path);
        Source.Origin at = literal.at().plus(field.start());
        if (expression == null) {
          problems.add(new Problem(at, path + " is no path to a field"));
          continue;
        }
        if (field.start() > done) {
          out.add(new Piece.Literal(text.substring(done, field.start()), literal.at().plus(done)));
        }
        out.add(new Piece.Print(expression, at, false));
        done = field.end();
      }
      if (done < text.length()) {
        out.add(new Piece.Literal(text.substring(done), literal.at().plus(done)));
      }
    }
    return out;
  }

  /** Runs code between startScript and endScript, within the limits of a message. */
  private Map<String, Object> run(List<Piece.Code> code) {
    List<Piece> pieces = new ArrayList<>(code);
    Set<String> names =
        declared(code.stream().map(Piece.Code::code).collect(Collectors.joining("\n")));
    for (String name : names) {
      pieces.add(Piece.Glue.of("this." + name + "=" + name + ";", code.getFirst().at()));
    }
    CompiledPart script =
        PartCompiler.compile(context, part, pieces, false, library, errors).orElse(null);
    return script == null ? Map.of() : values(script, names);
  }

  /** The variables that code declares, outside of functions; none when it cannot be read. */
  private static Set<String> declared(String code) {
    Set<String> names = new TreeSet<>();
    try {
      new Parser(new CompilerEnvirons(), new ScriptErrors())
          .parse(code, "", 1)
          .visit(
              node -> {
                if (node instanceof VariableInitializer variable
                    && variable.getTarget() instanceof Name name) {
                  names.add(name.getIdentifier());
                }
                return !(node instanceof FunctionNode);
              });
    } catch (EvaluatorException e) {
      // told with its place when the code is compiled
    }
    return names;
  }

  private Map<String, Object> values(CompiledPart script, Set<String> names) {
    Budget budget = new Budget(limits);
    context.begin(
        new RenderContext.Rendering(
            budget,
            new PartWriter(budget, 0),
            Instant.EPOCH,
            new SplittableRandom(0),
            library instanceof UsedLibrary used ? used.frozen().options() : Map.of(),
            Surroundings.NONE,
            new OutsideCalls(System::nanoTime)));
    try {
      SharedScope shared = context.sandbox().shared();
      ScriptableObject scope = shared.forPublication(library.objects());
      script.render(context, scope, shared.hooks());
      Map<String, Object> values = new HashMap<>();
      for (String name : names) {
        Object value = plain(scope.get(name, scope));
        if (value != null) {
          values.put(name, value);
        }
      }
      return values;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LimitReached e) {
      errors.add(RuntimeFailures.of(script, e));
      return Map.of();
    } finally {
      context.end();
      budget.close();
    }
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value == null || value == Scriptable.NOT_FOUND) {
      return null;
    }
    return value instanceof Number || value instanceof Boolean ? value : Values.text(value);
  }
}

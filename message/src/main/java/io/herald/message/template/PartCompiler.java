package io.herald.message.template;

import io.herald.message.template.Source.Origin;
import io.herald.message.template.Source.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.Assignment;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.AstRoot;
import org.mozilla.javascript.ast.ExpressionStatement;
import org.mozilla.javascript.ast.FunctionCall;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.ParenthesizedExpression;
import org.mozilla.javascript.ast.PropertyGet;
import org.mozilla.javascript.ast.StringLiteral;
import org.mozilla.javascript.ast.TaggedTemplateLiteral;
import org.mozilla.javascript.ast.UnaryExpression;
import org.mozilla.javascript.ast.UpdateExpression;
import org.mozilla.javascript.ast.VariableDeclaration;

/** Compiles one part of a template, or tells every reason why not with its place. */
final class PartCompiler {
  private static final int MAX_PLACE_ERRORS = 20;

  private final RenderContext context;
  private final Part part;
  private final boolean escapes;
  private final Library library;
  private final List<TemplateError> errors = new ArrayList<>();
  private final ScriptText source;
  private final List<Piece> pieces;

  private PartCompiler(
      RenderContext context, Part part, boolean escapes, List<Piece> pieces, Library library) {
    this.context = context;
    this.part = part;
    this.escapes = escapes;
    this.library = library;
    this.pieces = pieces;
    this.source = new ScriptText(this.pieces);
  }

  /**
   * Compiles the pieces of a part.
   *
   * @param pieces without directives
   * @param escapes whether values are escaped for their place in HTML
   * @param errors what is wrong is added here
   * @return empty when something is wrong
   */
  static Optional<CompiledPart> compile(
      RenderContext context,
      Part part,
      List<Piece> pieces,
      boolean escapes,
      Library library,
      List<TemplateError> errors) {
    PartCompiler compiler = new PartCompiler(context, part, escapes, pieces, library);
    Optional<CompiledPart> compiled = compiler.compile();
    errors.addAll(compiler.errors);
    return compiler.errors.isEmpty() ? compiled : Optional.empty();
  }

  private Optional<CompiledPart> compile() {
    if (pieces.stream().allMatch(Piece.Literal.class::isInstance)) {
      String fixed = String.join("", source.literals());
      return Optional.of(
          new CompiledPart(part, fixed, null, null, source, List.of(), List.of(), false, null));
    }
    try {
      return compileScript();
    } catch (StackOverflowError e) {
      error(Spot.BEGIN, "The code is nested too deeply");
    }
    return Optional.empty();
  }

  private Optional<CompiledPart> compileScript() {
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Print print ->
            checkExpression(
                print.code(), print.at(), "<%= ", " %> is no value that can be printed");
        case Piece.Glue glue when glue.code() != null ->
            checkExpression(glue.code(), glue.at(), "", " is no condition and no value");
        default -> {}
      }
    }
    if (!errors.isEmpty()) {
      return Optional.empty();
    }
    AstRoot tree = parse(source.script());
    if (tree == null) {
      return Optional.empty();
    }
    checkTree(tree);
    if (!errors.isEmpty()) {
      return Optional.empty();
    }
    HtmlPlaces places = escapes ? places(tree) : null;
    if (!errors.isEmpty()) {
      return Optional.empty();
    }
    boolean hasFunctions = functionsIn(tree) > 1;
    DirectPart direct = DirectSteps.of(function(tree)).orElse(null);
    EngineScript script = new EngineScript(part, source);
    if (direct == null) {
      try {
        script.prepare(context);
      } catch (EvaluatorException e) {
        // some of what is not allowed is found only now
        error(Spot.BEGIN, "The code between <% and %> is no valid JavaScript");
        return Optional.empty();
      }
    }
    return Optional.of(
        new CompiledPart(
            part,
            null,
            script,
            direct,
            source,
            source.literals(),
            source.sites(),
            hasFunctions,
            places));
  }

  /** Parses an expression by itself, so that what is wrong in it is told at its place. */
  private void checkExpression(String code, Origin at, String before, String behind) {
    String prefix = "(";
    String script = prefix + code + "\n)";
    ScriptErrors found = new ScriptErrors();
    AstRoot root = parse(script, found);
    if (root != null) {
      boolean one =
          root.getFirstChild() instanceof ExpressionStatement
              && root.getFirstChild().getNext() == null;
      if (one) {
        return;
      }
      found.error("", part.label(), 1, "", prefix.length() + 1);
    }
    ScriptErrors.Complaint first = found.complaints().getFirst();
    int reported = first.offsetIn(script) - prefix.length();
    int within = Math.clamp(reported, 0, Math.max(0, code.stripTrailing().length() - 1));
    error(
        at.plus(within).spot(),
        before + TemplateScanner.excerpt(code) + behind + because(first.message()));
  }

  private static String because(String message) {
    return message.isBlank() ? "" : ": " + message;
  }

  private @Nullable AstRoot parse(String script) {
    ScriptErrors found = new ScriptErrors();
    AstRoot tree = parse(script, found);
    if (tree == null) {
      // what follows the first complaint is mostly its echo
      ScriptErrors.Complaint first = found.complaints().getFirst();
      ScriptText.Place place = source.placeOf(first.offsetIn(script));
      if (!checkBraces()) {
        error(place.spot(), SyntaxTexts.explain(first.message(), place.code()));
      }
    }
    return tree;
  }

  /** Null when it is no JavaScript, which was complained about. */
  private @Nullable AstRoot parse(String script, ScriptErrors found) {
    try {
      return new Parser(EngineScript.environment(context, found), found)
          .parse(script, part.label(), 1);
    } catch (RuntimeException e) {
      if (found.complaints().isEmpty()) {
        // the parser gave up in a way of its own
        found.error(String.valueOf(e.getMessage()), part.label(), 1, "", 1);
      }
      return null;
    }
  }

  private boolean checkBraces() {
    Optional<Problem> found = BraceBalance.check(pieces);
    found.ifPresent(problem -> error(problem.at().spot(), problem.message()));
    return found.isPresent();
  }

  private void checkTree(AstRoot tree) {
    boolean oneFunction =
        tree.getFirstChild() instanceof ExpressionStatement statement
            && statement.getNext() == null
            && statement.getExpression() instanceof ParenthesizedExpression parentheses
            && parentheses.getExpression() instanceof FunctionNode;
    if (!oneFunction) {
      if (!checkBraces()) {
        error(Spot.BEGIN, "There is a } too many: each } needs a { before it");
      }
      return;
    }
    tree.visit(
        node -> {
          switch (node) {
            case Assignment assignment -> checkTarget(assignment.getLeft());
            case UpdateExpression update -> checkTarget(update.getOperand());
            case UnaryExpression unary when unary.getType() == Token.DELPROP ->
                checkTarget(unary.getOperand());
            case VariableDeclaration declaration when declaration.isConst() ->
                // the engine sets a const in a loop only once, and silently
                error(declaration, "const does not work in a template: write var");
            case TaggedTemplateLiteral tagged ->
                // its list of texts would be shared by all messages
                error(
                    tagged.getTarget(),
                    "A text in backquotes cannot follow a function: call it with ( )");
            case FunctionCall call
                when call.getTarget() instanceof Name name
                    && name.getIdentifier().equals("getOption")
                    && name.getDefiningScope() == null ->
                checkOption(call);
            default -> {}
          }
          return true;
        });
  }

  /** Options are frozen at publication, so their names must be known then. */
  private void checkOption(FunctionCall call) {
    if (call.getArguments().isEmpty()
        || !(call.getArguments().getFirst() instanceof StringLiteral name)) {
      error(call, "getOption needs the option's name in quotes: getOption('NmsServer_URL')");
    } else if (library.option(name.getValue()).isEmpty()) {
      error(call, "There is no option " + name.getValue() + ": create it, or correct the name");
    }
  }

  private void checkTarget(AstNode target) {
    if (target instanceof ParenthesizedExpression) {
      error(target, "What is set cannot stand in ( ): remove them");
      return;
    }
    if (target instanceof Name name
        && MessageObjects.knows(name.getIdentifier())
        && name.getDefiningScope() == null) {
      error(target, name.getIdentifier() + " is read-only: use another name for your variable");
    } else if (owner(target) instanceof Name owner
        && MessageObjects.knows(owner.getIdentifier())
        && !owner.getIdentifier().equals("ctx")
        && owner.getDefiningScope() == null) {
      boolean event = owner.getIdentifier().toLowerCase(Locale.ROOT).endsWith("event");
      error(
          target,
          (event ? "The event" : owner.getIdentifier())
              + " is read-only: keep your value in a variable");
    }
  }

  private static @Nullable AstNode owner(AstNode target) {
    return target instanceof PropertyGet property ? property.getTarget() : null;
  }

  /** Whether a name means something of the message, so that nothing else can have it. */
  static boolean isReadOnly(String name) {
    return MessageObjects.knows(name);
  }

  private HtmlPlaces places(AstRoot tree) {
    return HtmlFlow.follow(
        function(tree),
        source.literals(),
        source.rawSites(),
        new HtmlFlow.Complaints() {
          @Override
          public void aboutCode(AstNode node, String message) {
            once(source.placeOf(node.getAbsolutePosition()).spot(), message);
          }

          @Override
          public void aboutValue(int number, String message) {
            once(source.sites().get(number).spot(), message);
          }
        });
  }

  /** The function that prints the part; {@link #checkTree} saw to it that there is one. */
  private static FunctionNode function(AstRoot tree) {
    ExpressionStatement statement = (ExpressionStatement) tree.getFirstChild();
    ParenthesizedExpression parentheses = (ParenthesizedExpression) statement.getExpression();
    return (FunctionNode) parentheses.getExpression();
  }

  /** Loops are followed several times. */
  private void once(Spot spot, String message) {
    TemplateError error = spot.error(part, message);
    if (errors.size() < MAX_PLACE_ERRORS && !errors.contains(error)) {
      errors.add(error);
    }
  }

  private static int functionsIn(AstRoot tree) {
    int[] count = {0};
    tree.visit(
        node -> {
          if (node instanceof FunctionNode) {
            count[0]++;
          }
          return true;
        });
    return count[0];
  }

  private void error(AstNode node, String message) {
    error(source.placeOf(node.getAbsolutePosition()).spot(), message);
  }

  private void error(Spot spot, String message) {
    errors.add(spot.error(part, message));
  }
}

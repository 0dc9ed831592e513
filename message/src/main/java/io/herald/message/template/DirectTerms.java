package io.herald.message.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.ConditionalExpression;
import org.mozilla.javascript.ast.FunctionCall;
import org.mozilla.javascript.ast.InfixExpression;
import org.mozilla.javascript.ast.KeywordLiteral;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.NumberLiteral;
import org.mozilla.javascript.ast.ParenthesizedExpression;
import org.mozilla.javascript.ast.PropertyGet;
import org.mozilla.javascript.ast.StringLiteral;
import org.mozilla.javascript.ast.UnaryExpression;

/**
 * Makes terms of the expressions that need no engine: constants, variables, paths, operators, and
 * calls of the functions of the language. For one part and one thread.
 */
final class DirectTerms {
  /** Deeper expressions are for the engine. */
  private static final int MAX_DEPTH = 100;

  /** Functions that ask the world outside, which must not be asked twice for one message. */
  private static final Set<String> OUTSIDE =
      Set.of("getUrl", "cryptString", "decryptString", "barcode");

  private static final Map<String, TemplateFunction> FUNCTIONS =
      TemplateFunctions.ALL.stream()
          .filter(function -> !OUTSIDE.contains(function.name()))
          .collect(Collectors.toUnmodifiableMap(TemplateFunction::name, Function.identity()));

  private final List<String> variables;
  private final DirectPaths paths;
  private int depth;
  private int conditions;

  /**
   * @param variables the names of the part's variables
   */
  DirectTerms(List<String> variables) {
    this.variables = variables;
    this.paths = new DirectPaths(this);
  }

  /** The number of a variable; empty when the name means something else. */
  Optional<Integer> variable(AstNode node) {
    int number = node instanceof Name name ? variables.indexOf(name.getIdentifier()) : -1;
    return number < 0 ? Optional.empty() : Optional.of(number);
  }

  /**
   * The term of an expression.
   *
   * @throws HandOver when it is for the engine
   */
  Term term(AstNode node) {
    if (++depth > MAX_DEPTH) {
      throw HandOver.toEngine();
    }
    Term term =
        switch (node) {
          case ParenthesizedExpression inner -> term(inner.getExpression());
          case StringLiteral text -> constant(text.getValue());
          case NumberLiteral number -> constant(number.getNumber());
          case KeywordLiteral keyword -> keyword(keyword);
          case Name name -> name(name);
          case FunctionCall call -> call(call);
          case ConditionalExpression choice -> choice(choice);
          case UnaryExpression unary when unary.getType() == Token.NOT -> {
            Term operand = term(unary.getOperand());
            yield run -> !DirectValues.holds(operand.value(run));
          }
          case InfixExpression infix when DirectPaths.isPath(infix) -> paths.term(infix);
          case InfixExpression infix -> infix(infix);
          default -> paths.term(node);
        };
    depth--;
    return term;
  }

  private static Term constant(@Nullable Object value) {
    return run -> value;
  }

  private static Term keyword(KeywordLiteral keyword) {
    return switch (keyword.getType()) {
      case Token.TRUE -> constant(true);
      case Token.FALSE -> constant(false);
      case Token.NULL -> constant(null);
      case Token.UNDEFINED -> constant(Undefined.instance);
      default -> throw HandOver.toEngine();
    };
  }

  private Term name(Name name) {
    Optional<Integer> variable = variable(name);
    if (variable.isPresent()) {
      int number = variable.get();
      return run -> run.variable(number);
    }
    if (name.getIdentifier().equals("ctx")) {
      return DirectRun::ctx;
    }
    throw HandOver.toEngine();
  }

  private Term choice(ConditionalExpression choice) {
    Term condition = term(choice.getTestExpression());
    Term then = term(choice.getTrueExpression());
    Term otherwise = term(choice.getFalseExpression());
    return run -> DirectValues.holds(condition.value(run)) ? then.value(run) : otherwise.value(run);
  }

  private Term infix(InfixExpression infix) {
    int operator = infix.getOperator();
    Term left = term(infix.getLeft());
    Term right = term(infix.getRight());
    return switch (operator) {
      case Token.ADD -> run -> DirectValues.sum(run, left.value(run), right.value(run));
      case Token.SUB, Token.MUL, Token.DIV ->
          run -> DirectValues.arithmetic(run, operator, left.value(run), right.value(run));
      case Token.AND ->
          run -> {
            Object value = left.value(run);
            return DirectValues.holds(value) ? right.value(run) : value;
          };
      case Token.OR ->
          run -> {
            Object value = left.value(run);
            return DirectValues.holds(value) ? value : right.value(run);
          };
      case Token.EQ, Token.NE, Token.SHEQ, Token.SHNE, Token.LT, Token.LE, Token.GT, Token.GE ->
          conditions > 0
              ? run ->
                  Conditions.compare(
                      operator,
                      run.handled(DirectValues.plain(left.value(run))),
                      run.handled(DirectValues.plain(right.value(run))))
              : run -> DirectValues.compare(run, operator, left.value(run), right.value(run));
      default -> throw HandOver.toEngine();
    };
  }

  private Term call(FunctionCall call) {
    List<AstNode> arguments = call.getArguments();
    if (call.isOptionalCall()) {
      throw HandOver.toEngine();
    }
    String name = functionName(call.getTarget());
    if (name == null) {
      return method(call);
    }
    return switch (name) {
      case ScriptText.TRUE -> condition(arguments);
      case ScriptText.GET -> paths.field(arguments);
      case ScriptText.LIST -> {
        Term collection = only(arguments);
        yield run -> DirectListing.of(run, collection.value(run));
      }
      case ScriptText.CHOSEN -> chosen(arguments.stream().map(this::term).toList());
      case "String" -> {
        Term value = only(arguments);
        yield run -> run.made(DirectValues.string(value.value(run)));
      }
      case "Number" -> {
        Term value = only(arguments);
        yield run -> DirectValues.number(run, value.value(run));
      }
      default -> function(HandOver.unless(FUNCTIONS.get(name)), arguments);
    };
  }

  /** The name of a function, with the objects before it; null when something else is called. */
  private @Nullable String functionName(AstNode target) {
    return switch (target) {
      case Name name when variable(name).isEmpty() -> name.getIdentifier();
      case PropertyGet member
          when member.getType() == Token.GETPROP && functionName(member.getTarget()) != null -> {
        String name = functionName(member.getTarget()) + "." + member.getProperty().getIdentifier();
        yield name.startsWith("NL.") ? name : null;
      }
      default -> null;
    };
  }

  private Term only(List<AstNode> arguments) {
    if (arguments.size() != 1) {
      throw HandOver.toEngine();
    }
    return term(arguments.getFirst());
  }

  /** Inside a condition what is missing is empty, and numbers are compared as such. */
  private Term condition(List<AstNode> arguments) {
    conditions++;
    Term condition = only(arguments);
    conditions--;
    return run -> Conditions.holds(run.handled(DirectValues.plain(condition.value(run))));
  }

  private static Term chosen(List<Term> arguments) {
    if (arguments.size() != 4) {
      throw HandOver.toEngine();
    }
    return run ->
        DirectListing.chosen(
            run,
            arguments.get(0).value(run),
            DirectValues.number(run, arguments.get(1).value(run)),
            DirectValues.number(run, arguments.get(2).value(run)),
            DirectValues.string(arguments.get(3).value(run)));
  }

  private Term function(TemplateFunction function, List<AstNode> arguments) {
    Term[] terms = arguments.stream().map(this::term).toArray(Term[]::new);
    return run -> {
      @Nullable Object[] values = new @Nullable Object[terms.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = DirectValues.plain(terms[i].value(run));
        run.work(values[i] instanceof CharSequence text ? text.length() : 1);
      }
      Object value = function.body().call(run.context(), values);
      if (value instanceof CharSequence text) {
        run.made(text.toString());
      }
      return value;
    };
  }

  /** {@code length()} and {@code toString()} of nodes. */
  private Term method(FunctionCall call) {
    if (!(call.getTarget() instanceof PropertyGet member)
        || member.getType() != Token.GETPROP
        || !call.getArguments().isEmpty()) {
      throw HandOver.toEngine();
    }
    Term owner = term(member.getTarget());
    return switch (member.getProperty().getIdentifier()) {
      case "length" -> run -> ContextNodes.length(owner.value(run));
      case "toString" ->
          run -> {
            Object value = owner.value(run);
            return ContextNodes.isNode(value) || value instanceof String
                ? DirectValues.string(value)
                : HandOver.unless(null);
          };
      default -> throw HandOver.toEngine();
    };
  }
}

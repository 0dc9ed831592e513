package io.herald.message.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mozilla.javascript.Node;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.Assignment;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.Block;
import org.mozilla.javascript.ast.EmptyStatement;
import org.mozilla.javascript.ast.ExpressionStatement;
import org.mozilla.javascript.ast.ForInLoop;
import org.mozilla.javascript.ast.ForLoop;
import org.mozilla.javascript.ast.FunctionCall;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.IfStatement;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.NumberLiteral;
import org.mozilla.javascript.ast.Scope;
import org.mozilla.javascript.ast.UpdateExpression;
import org.mozilla.javascript.ast.VariableDeclaration;
import org.mozilla.javascript.ast.VariableInitializer;

/**
 * Makes steps of the statements that need no engine: printing, conditions, loops over the event's
 * data and by numbers, and variables. For one part and one thread.
 */
final class DirectSteps {
  private static final Step NOTHING = run -> {};

  private final DirectTerms terms;

  private DirectSteps(List<String> variables) {
    this.terms = new DirectTerms(variables);
  }

  /**
   * The steps of a part.
   *
   * @param part its function, see {@link ScriptText}
   * @return empty when any of it is for the engine
   */
  static Optional<DirectPart> of(FunctionNode part) {
    try {
      List<String> variables = variables(part);
      Step body = new DirectSteps(variables).step(part.getBody());
      return Optional.of(new DirectPart(body, variables.size()));
    } catch (HandOver | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** A variable means the same in the whole function, also before it is declared. */
  private static List<String> variables(FunctionNode part) {
    List<String> names = new ArrayList<>();
    part.getBody()
        .visit(
            node -> {
              if (node instanceof VariableInitializer variable) {
                if (!(variable.getTarget() instanceof Name name)
                    || ScriptText.HOOKS.contains(name.getIdentifier())
                    || name.getIdentifier().equals("undefined")) {
                  throw HandOver.toEngine();
                }
                if (!names.contains(name.getIdentifier())) {
                  names.add(name.getIdentifier());
                }
              }
              return true;
            });
    return List.copyOf(names);
  }

  private Step step(AstNode node) {
    return switch (node) {
      case ExpressionStatement statement -> effect(statement.getExpression());
      case VariableDeclaration declaration -> declaration(declaration);
      case IfStatement choice -> choice(choice);
      case ForInLoop loop -> each(loop);
      case ForLoop loop -> loop(loop);
      case Block block -> all(block);
      case Scope scope when scope.getClass() == Scope.class -> all(scope);
      case EmptyStatement nothing -> NOTHING;
      default -> throw HandOver.toEngine();
    };
  }

  private Step all(AstNode block) {
    List<Step> steps = new ArrayList<>();
    for (Node child : block) {
      steps.add(step((AstNode) child));
    }
    Step[] sequence = steps.toArray(Step[]::new);
    return run -> {
      for (Step step : sequence) {
        run.work(1);
        step.run(run);
      }
    };
  }

  /** An expression that is evaluated for what it does. */
  private Step effect(AstNode expression) {
    return switch (expression) {
      case Assignment assignment -> assignment(assignment);
      case UpdateExpression update -> update(update);
      case FunctionCall call when call.getTarget() instanceof Name hook -> call(hook, call);
      default -> throw HandOver.toEngine();
    };
  }

  private Step call(Name function, FunctionCall call) {
    List<AstNode> arguments = call.getArguments();
    return switch (function.getIdentifier()) {
      case ScriptText.TEXT -> {
        int number = number(arguments, 1);
        yield run -> run.output().literal(number);
      }
      case ScriptText.PRINT -> {
        int site = number(arguments, 2);
        Term value = terms.term(arguments.getLast());
        yield run -> run.output().print(site, run.printed(value));
      }
      case ScriptText.RAW -> {
        int site = number(arguments, 2);
        Term value = terms.term(arguments.getLast());
        yield run -> run.output().raw(site, run.printed(value));
      }
      default -> {
        Term value = terms.term(call);
        yield value::value;
      }
    };
  }

  /** The number of what is printed. */
  private static int number(List<AstNode> arguments, int count) {
    if (arguments.size() == count && arguments.getFirst() instanceof NumberLiteral number) {
      return (int) number.getNumber();
    }
    throw HandOver.toEngine();
  }

  private Step declaration(VariableDeclaration declaration) {
    if (!declaration.isVar()) {
      throw HandOver.toEngine();
    }
    List<Step> steps = new ArrayList<>();
    for (VariableInitializer variable : declaration.getVariables()) {
      if (variable.getInitializer() != null) {
        steps.add(set(variable.getTarget(), terms.term(variable.getInitializer())));
      }
    }
    return run -> steps.forEach(step -> step.run(run));
  }

  private Step set(AstNode target, Term value) {
    int variable = variable(target);
    return run -> run.setVariable(variable, value.value(run));
  }

  private int variable(AstNode target) {
    return terms.variable(target).orElseThrow(HandOver::toEngine);
  }

  private Step assignment(Assignment assignment) {
    AstNode target = assignment.getLeft();
    Term value = terms.term(assignment.getRight());
    return switch (assignment.getOperator()) {
      case Token.ASSIGN -> set(target, value);
      case Token.ASSIGN_ADD -> {
        Term before = terms.term(target);
        yield set(target, run -> DirectValues.sum(run, before.value(run), value.value(run)));
      }
      default -> throw HandOver.toEngine();
    };
  }

  private Step update(UpdateExpression update) {
    Term before = terms.term(update.getOperand());
    int difference =
        switch (update.getOperator()) {
          case Token.INC -> 1;
          case Token.DEC -> -1;
          default -> throw HandOver.toEngine();
        };
    return set(
        update.getOperand(), run -> DirectValues.number(run, before.value(run)) + difference);
  }

  private Step choice(IfStatement choice) {
    Term condition = terms.term(choice.getCondition());
    Step then = step(choice.getThenPart());
    Step otherwise = choice.getElsePart() == null ? NOTHING : step(choice.getElsePart());
    return run -> (DirectValues.holds(condition.value(run)) ? then : otherwise).run(run);
  }

  private Step each(ForInLoop loop) {
    if (!loop.isForEach()) {
      throw HandOver.toEngine();
    }
    int variable = variable(iterator(loop.getIterator()));
    Term collection = terms.term(loop.getIteratedObject());
    Step body = step(loop.getBody());
    return run -> {
      for (Object node : ContextNodes.nodes(run, collection.value(run))) {
        run.work(1);
        run.setVariable(variable, node);
        body.run(run);
      }
    };
  }

  private static AstNode iterator(AstNode iterator) {
    if (!(iterator instanceof VariableDeclaration declaration)) {
      return iterator;
    }
    VariableInitializer variable = declaration.getVariables().getFirst();
    if (!declaration.isVar()
        || declaration.getVariables().size() != 1
        || variable.getInitializer() != null) {
      throw HandOver.toEngine();
    }
    return variable.getTarget();
  }

  private Step loop(ForLoop loop) {
    Step begin =
        loop.getInitializer() instanceof VariableDeclaration declaration
            ? declaration(declaration)
            : effect(loop.getInitializer());
    Term condition = terms.term(loop.getCondition());
    Step increment = effect(loop.getIncrement());
    Step body = step(loop.getBody());
    return run -> {
      begin.run(run);
      while (DirectValues.holds(condition.value(run))) {
        run.work(1);
        body.run(run);
        increment.run(run);
      }
    };
  }
}

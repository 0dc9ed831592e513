package io.herald.message.template;

import io.herald.message.template.HtmlState.Mode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Node;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.BreakStatement;
import org.mozilla.javascript.ast.CatchClause;
import org.mozilla.javascript.ast.ContinueStatement;
import org.mozilla.javascript.ast.DoLoop;
import org.mozilla.javascript.ast.ExpressionStatement;
import org.mozilla.javascript.ast.FunctionCall;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.IfStatement;
import org.mozilla.javascript.ast.LabeledStatement;
import org.mozilla.javascript.ast.Loop;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.NumberLiteral;
import org.mozilla.javascript.ast.ReturnStatement;
import org.mozilla.javascript.ast.Scope;
import org.mozilla.javascript.ast.SwitchCase;
import org.mozilla.javascript.ast.SwitchStatement;
import org.mozilla.javascript.ast.ThrowStatement;
import org.mozilla.javascript.ast.TryStatement;
import org.mozilla.javascript.ast.WithStatement;

/**
 * Finds the place of every printed value by following the HTML along the ways a script can take:
 * where ways meet, they must agree on where in the HTML they are. For one thread.
 */
final class HtmlFlow {
  private static final int MAX_ROUNDS = 6;

  private final List<String> literals;
  private final boolean[] rawSites;
  private final HtmlPlaces places;
  private final Deque<List<@Nullable HtmlState>> breaks = new ArrayDeque<>();
  private final Deque<List<@Nullable HtmlState>> continues = new ArrayDeque<>();
  private final Complaints complaints;

  /** Hears what is wrong. */
  interface Complaints {
    void aboutCode(AstNode place, String message);

    void aboutValue(int site, String message);
  }

  private HtmlFlow(List<String> literals, boolean[] rawSites, Complaints complaints) {
    this.literals = literals;
    this.rawSites = rawSites;
    this.complaints = complaints;
    this.places =
        new HtmlPlaces(
            new int[literals.size()],
            new int[literals.size()],
            new int[rawSites.length],
            new @Nullable HtmlPlace[rawSites.length]);
    // what no way leads to fits nowhere
    Arrays.fill(places.before(), -1);
    Arrays.fill(places.at(), -1);
  }

  /**
   * @param part the function of the part, see {@link ScriptText}
   * @param rawSites which values are printed as they are
   */
  static HtmlPlaces follow(
      FunctionNode part, List<String> literals, boolean[] rawSites, Complaints complaints) {
    HtmlFlow flow = new HtmlFlow(literals, rawSites, complaints);
    flow.walk(part.getBody(), HtmlState.TEXT);
    return flow.places;
  }

  /** The state behind a statement; null when nothing comes behind it. */
  private @Nullable HtmlState walk(@Nullable AstNode node, @Nullable HtmlState state) {
    return switch (node) {
      case null -> state;
      case FunctionNode function -> {
        function(function, state);
        yield state;
      }
      case IfStatement choice -> {
        functions(choice.getCondition(), state);
        HtmlState then = walk(choice.getThenPart(), state);
        HtmlState otherwise = walk(choice.getElsePart(), state);
        yield join(choice, then, otherwise);
      }
      case Loop loop -> loop(loop, state);
      case SwitchStatement choice -> choice(choice, state);
      case LabeledStatement labeled -> walk(labeled.getStatement(), state);
      case TryStatement attempt -> {
        HtmlState end = walk(attempt.getTryBlock(), state);
        for (CatchClause clause : attempt.getCatchClauses()) {
          end = join(clause, end, walk(clause.getBody(), state));
        }
        yield attempt.getFinallyBlock() == null
            ? end
            : walk(attempt.getFinallyBlock(), end == null ? state : end);
      }
      case WithStatement with -> walk(with.getStatement(), state);
      case ReturnStatement result -> ends(result, state);
      case ThrowStatement thrown -> ends(thrown, state);
      case BreakStatement leave -> {
        if (leave.getBreakLabel() == null && !breaks.isEmpty()) {
          breaks.peek().add(state);
        }
        yield null;
      }
      case ContinueStatement again -> {
        if (again.getLabel() == null && !continues.isEmpty()) {
          continues.peek().add(state);
        }
        yield null;
      }
      case ExpressionStatement statement -> {
        if (statement.getExpression() instanceof FunctionCall call
            && call.getTarget() instanceof Name hook
            && call.getArguments().size() <= 2
            && !call.getArguments().isEmpty()
            && call.getArguments().getFirst() instanceof NumberLiteral number) {
          yield output(hook.getIdentifier(), (int) number.getNumber(), call, state);
        }
        functions(statement, state);
        yield state;
      }
      case Scope scope -> children(scope, state);
      default -> node.getType() == Token.BLOCK ? children(node, state) : other(node, state);
    };
  }

  private @Nullable HtmlState children(AstNode node, @Nullable HtmlState state) {
    HtmlState current = state;
    for (Node child : node) {
      if (child instanceof AstNode statement) {
        current = walk(statement, current);
      }
    }
    return current;
  }

  private @Nullable HtmlState other(AstNode node, @Nullable HtmlState state) {
    functions(node, state);
    return state;
  }

  private @Nullable HtmlState ends(AstNode node, @Nullable HtmlState state) {
    functions(node, state);
    return null;
  }

  /** Functions inside an expression. */
  private void functions(AstNode node, @Nullable HtmlState state) {
    node.visit(
        inner -> {
          if (inner instanceof FunctionNode function) {
            function(function, state);
            return false;
          }
          return true;
        });
  }

  /**
   * A function prints at the place where it stands; that it is called there is seen at run time.
   */
  private void function(FunctionNode function, @Nullable HtmlState state) {
    HtmlState begin = state == null ? HtmlState.TEXT : state;
    HtmlState end = walk(function.getBody(), begin);
    if (end != null) {
      join(function, begin, end);
    }
  }

  private @Nullable HtmlState loop(Loop loop, @Nullable HtmlState state) {
    HtmlState entry = state;
    HtmlState end = null;
    List<@Nullable HtmlState> left = List.of();
    for (int round = 0; round < MAX_ROUNDS; round++) {
      breaks.push(new ArrayList<>());
      continues.push(new ArrayList<>());
      end = walk(loop.getBody(), entry);
      for (HtmlState again : continues.pop()) {
        end = join(loop, end, again);
      }
      left = breaks.pop();
      HtmlState next = join(loop, entry, end);
      if (next == null || next.equals(entry)) {
        break;
      }
      entry = next;
    }
    HtmlState behind = loop instanceof DoLoop ? end : entry;
    for (HtmlState leave : left) {
      behind = join(loop, behind, leave);
    }
    return behind;
  }

  private @Nullable HtmlState choice(SwitchStatement choice, @Nullable HtmlState state) {
    breaks.push(new ArrayList<>());
    HtmlState fallen = null;
    boolean complete = false;
    for (SwitchCase one : choice.getCases()) {
      fallen = join(one, state, fallen);
      complete |= one.isDefault();
      if (one.getStatements() != null) {
        for (AstNode statement : one.getStatements()) {
          fallen = walk(statement, fallen);
        }
      }
    }
    HtmlState behind = complete ? fallen : join(choice, state, fallen);
    for (HtmlState leave : breaks.pop()) {
      behind = join(choice, behind, leave);
    }
    return behind;
  }

  private @Nullable HtmlState join(AstNode place, @Nullable HtmlState a, @Nullable HtmlState b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    HtmlState joined = HtmlState.join(a, b);
    if (joined == null) {
      complaints.aboutCode(
          place,
          "The HTML is cut differently on the ways through this code: one ends "
              + a.describe()
              + ", the other "
              + b.describe()
              + ". Open and close each tag, attribute and quote on the same way");
      return a;
    }
    return joined;
  }

  private @Nullable HtmlState output(
      String hook, int number, AstNode place, @Nullable HtmlState state) {
    if (hook.equals(ScriptText.TEXT) && number < literals.size()) {
      return literal(number, place, state == null ? HtmlState.TEXT : state);
    }
    boolean raw = hook.equals(ScriptText.RAW);
    if ((raw || hook.equals(ScriptText.PRINT)) && number < rawSites.length) {
      value(number, state == null ? HtmlState.TEXT : state);
      return state == null ? null : behindValue(state);
    }
    return state;
  }

  private HtmlState literal(int number, AstNode place, HtmlState state) {
    HtmlScanner scanner = new HtmlScanner(state);
    scanner.text(literals.get(number));
    if (scanner.tornName()) {
      complaints.aboutCode(
          place,
          "A name inside a tag goes on behind code, so that nobody knows what it is: write it in"
              + " one piece, or put a space before it");
    }
    places.before()[number] = state.place();
    places.after()[number] = scanner.state().place();
    return scanner.state();
  }

  private void value(int number, HtmlState state) {
    places.at()[number] = state.place();
    if (rawSites[number]) {
      return;
    }
    boolean first = state.mode() == Mode.BEFORE_VALUE;
    HtmlState target = first ? new HtmlScanner(state).begun(HtmlState.Quote.NONE) : state;
    HtmlPlace found = HtmlPlace.of(target);
    if (found == null) {
      complaints.aboutValue(number, HtmlPlace.complaint(target));
    } else {
      places.sites()[number] = first ? found.first() : found;
    }
  }

  private static HtmlState behindValue(HtmlState state) {
    HtmlScanner scanner = new HtmlScanner(state);
    scanner.value();
    return scanner.state();
  }
}

package io.herald.message.template;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.ElementGet;
import org.mozilla.javascript.ast.FunctionCall;
import org.mozilla.javascript.ast.InfixExpression;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.NumberLiteral;
import org.mozilla.javascript.ast.PropertyGet;
import org.mozilla.javascript.ast.StringLiteral;
import org.mozilla.javascript.ast.XmlMemberGet;
import org.mozilla.javascript.ast.XmlPropRef;

/**
 * Makes terms of the paths that need no engine: those through the event's data, and the fields of
 * the event, of enrichments and of system objects. For one part and one thread.
 */
final class DirectPaths {
  /**
   * Names that mean nothing but an element: neither an index, nor all of them, nor the engine's.
   */
  private static final Pattern ELEMENT = Pattern.compile("(?!__)[\\p{L}_$][\\p{L}\\p{N}_$. -]*");

  /** Of texts and lists, what it says; of the event's data, an element like any other. */
  private static final String LENGTH = "length";

  private static final Set<String> EVENTS = Set.of("rtEvent", "batchEvent", "event");

  private final DirectTerms terms;

  DirectPaths(DirectTerms terms) {
    this.terms = terms;
  }

  /** Whether an expression that the parser takes for an operator is a step of a path. */
  static boolean isPath(InfixExpression infix) {
    return infix instanceof PropertyGet || infix instanceof XmlMemberGet;
  }

  /**
   * The term of a path.
   *
   * @throws HandOver when it is for the engine
   */
  Term term(AstNode node) {
    return switch (node) {
      case PropertyGet step when step.getType() == Token.GETPROP ->
          member(step.getTarget(), step.getProperty().getIdentifier());
      case XmlMemberGet step
          when step.getOperator() == Token.DOT
              && step.getMemberRef() instanceof XmlPropRef name
              && name.isAttributeAccess()
              && name.getNamespace() == null ->
          member(step.getTarget(), "@" + name.getPropName().getIdentifier());
      case ElementGet step
          when step.getType() == Token.GETELEM && step.getElement() instanceof StringLiteral name ->
          member(step.getTarget(), name.getValue());
      case ElementGet step
          when step.getType() == Token.GETELEM
              && (step.getElement() instanceof NumberLiteral
                  || terms.variable(step.getElement()).isPresent()) ->
          item(terms.term(step.getTarget()), terms.term(step.getElement()));
      default -> throw HandOver.toEngine();
    };
  }

  /** A field of something that may be missing, see {@link ScriptText#GET}. */
  Term field(List<AstNode> arguments) {
    if (arguments.size() != 2 || !(arguments.getLast() instanceof StringLiteral literal)) {
      throw HandOver.toEngine();
    }
    String name = literal.getValue();
    Term known = known(arguments.getFirst(), name);
    if (known != null) {
      return known;
    }
    Term owner = terms.term(arguments.getFirst());
    Access access = access(name);
    return run -> {
      Object value = owner.value(run);
      boolean missing =
          value == ContextNodes.none()
              || !(ContextNodes.isNode(value)
                  || value instanceof Scriptable
                  || value instanceof Listed);
      return missing ? Undefined.instance : access.from(run, value);
    };
  }

  private Term member(AstNode target, String name) {
    Term known = known(target, name);
    if (known != null) {
      return known;
    }
    Term owner = terms.term(target);
    if (ELEMENT.matcher(name).matches() && !name.equals(LENGTH)) {
      return owner instanceof Elements path ? path.then(name) : new Elements(owner, List.of(name));
    }
    Access access = access(name);
    return run -> access.from(run, owner.value(run));
  }

  /** The elements that several steps lead to: {@code root.client.firstname}. */
  private record Elements(Term root, List<String> names) implements Term {
    Elements then(String name) {
      return new Elements(root, Stream.concat(names.stream(), Stream.of(name)).toList());
    }

    @Override
    public @Nullable Object value(DirectRun run) {
      Object at = root.value(run);
      for (int i = 0; i < names.size(); i++) {
        at = ContextNodes.child(run, at, names.get(i));
      }
      return at;
    }
  }

  /** Reads a part of a value. */
  private interface Access {
    @Nullable Object from(DirectRun run, @Nullable Object value);
  }

  private static Access access(String name) {
    if (name.startsWith("@")) {
      String attribute = elementName(name.substring(1));
      return (run, value) -> ContextNodes.attribute(run, value, attribute);
    }
    String element = elementName(name);
    return element.equals(LENGTH)
        ? (run, value) ->
            switch (value) {
              case Listed listed -> (double) listed.items().size();
              case String text -> (double) text.length();
              case null, default -> ContextNodes.child(run, value, element);
            }
        : (run, value) -> ContextNodes.child(run, value, element);
  }

  private static String elementName(String name) {
    if (!ELEMENT.matcher(name).matches()) {
      throw HandOver.toEngine();
    }
    return name;
  }

  private static Term item(Term owner, Term index) {
    return run -> {
      Object value = owner.value(run);
      if (!(index.value(run) instanceof Number number)) {
        throw HandOver.toEngine();
      }
      double at = number.doubleValue();
      return value instanceof Listed listed ? listed.item(at) : ContextNodes.item(value, at);
    };
  }

  /** A field of an object that is no part of the event's data; null when it is. */
  private @Nullable Term known(AstNode target, String name) {
    String object = object(target);
    if (object != null) {
      return fieldOf(object, name);
    }
    String owner = objectInside("enrichment", target);
    if (owner != null) {
      String field = elementName(name);
      return run -> run.enrichmentField(owner, field);
    }
    String part = objectInside("context", target);
    if (part == null || part.equals("ctx")) {
      return null;
    }
    String field = elementName(name);
    return run -> ofContext(run, part, field);
  }

  private static @Nullable Term fieldOf(String object, String name) {
    if (EVENTS.contains(object) || object.equals("context")) {
      if (name.equals("ctx")) {
        return DirectRun::ctx;
      }
    }
    if (EVENTS.contains(object) && EventView.isPlain(name)) {
      return run -> EventView.plain(run.input(), name);
    }
    if (SystemObjects.NAMES.contains(object)) {
      String field = elementName(name);
      return run -> run.systemField(object, field);
    }
    return null;
  }

  private static Object ofContext(DirectRun run, String part, String name) {
    if (run.input().enrichment().containsKey(part)) {
      return run.enrichmentField(part, name);
    }
    if (!SystemObjects.NAMES.contains(part)) {
      throw HandOver.toEngine();
    }
    return run.systemObject(part).isEmpty() ? ContextNodes.none() : run.systemField(part, name);
  }

  /** The name of something of the message; null when a node is something else. */
  private @Nullable String object(AstNode node) {
    return node instanceof Name name && terms.variable(name).isEmpty()
        ? name.getIdentifier()
        : null;
  }

  /** The name in {@code object.name} and in {@code __get(object, "name")}. */
  private @Nullable String objectInside(String object, AstNode node) {
    return switch (node) {
      case PropertyGet step
          when step.getType() == Token.GETPROP && object.equals(object(step.getTarget())) ->
          elementName(step.getProperty().getIdentifier());
      case FunctionCall call
          when ScriptText.GET.equals(object(call.getTarget()))
              && call.getArguments().size() == 2
              && object.equals(object(call.getArguments().getFirst()))
              && call.getArguments().getLast() instanceof StringLiteral name ->
          elementName(name.getValue());
      default -> null;
    };
  }
}

package io.herald.message.template;

import java.util.List;
import java.util.stream.Stream;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * The table of functions of the template language (TPL-44, TPL-46, TPL-47): scripts get them from
 * here, and so does the reference. What is missing counts as empty text, so that a missing value
 * prints nothing whether it is formatted or not.
 */
final class TemplateFunctions {
  /** Every function, in the order of the reference. */
  static final List<TemplateFunction> ALL =
      Stream.of(
              DateFunctions.ALL,
              NumberFunctions.ALL,
              TextFunctions.ALL,
              EscapeFunctions.ALL,
              OutsideFunctions.ALL)
          .flatMap(List::stream)
          .toList();

  private TemplateFunctions() {}

  static void install(Scriptable scope) {
    for (TemplateFunction function : ALL) {
      String[] path = function.name().split("\\.");
      Scriptable owner = scope;
      for (int i = 0; i < path.length - 1; i++) {
        owner = object(scope, owner, path[i]);
      }
      ScriptableObject.defineProperty(
          owner,
          path[path.length - 1],
          SharedScope.lambda(
              scope,
              path[path.length - 1],
              function.length(),
              (cx, s, self, args) -> function.body().call((RenderContext) cx, args)),
          ScriptableObject.DONTENUM);
    }
  }

  private static Scriptable object(Scriptable scope, Scriptable owner, String name) {
    if (owner.get(name, owner) instanceof Scriptable known) {
      return known;
    }
    NativeObject object = new NativeObject();
    object.setParentScope(scope);
    object.setPrototype(ScriptableObject.getObjectPrototype(scope));
    ScriptableObject.defineProperty(owner, name, object, ScriptableObject.DONTENUM);
    return object;
  }
}

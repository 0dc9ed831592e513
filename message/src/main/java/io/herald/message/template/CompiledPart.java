package io.herald.message.template;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.Scriptable;

/**
 * A part ready to render: fixed text, or a script. Immutable and safe for use by many threads.
 *
 * @param fixed the text of a part without tags; null when there is a script
 * @param script evaluates to the function that prints the part; null when the text is fixed
 * @param direct the same without the engine; null when it needs the engine
 * @param source the way back to the template
 * @param literals the texts between the tags
 * @param sites the places where values are printed
 * @param hasFunctions whether the template declares functions
 * @param places where in the HTML everything is printed; null when nothing is escaped
 */
record CompiledPart(
    Part part,
    @Nullable String fixed,
    @Nullable Script script,
    @Nullable DirectPart direct,
    ScriptText source,
    List<String> literals,
    List<ScriptText.Site> sites,
    boolean hasFunctions,
    @Nullable HtmlPlaces places) {

  private static final int ROOM_FOR_VALUES = 1_024;

  String literal(int number) {
    return literals.get(number);
  }

  ScriptText.Site site(int number) {
    return sites.get(number);
  }

  /** How many characters it will have or so; not more than 64 Ki. */
  int expectedLength() {
    int length = ROOM_FOR_VALUES;
    for (String literal : literals) {
      length += literal.length();
    }
    return Math.min(length, 64 * ROOM_FOR_VALUES);
  }

  /** Whether it can be rendered without the engine. */
  boolean isDirect() {
    return script == null || direct != null;
  }

  /**
   * Prints this part without the engine and gives its text.
   *
   * @throws HandOver when this message needs the engine after all
   */
  String render(DirectRun run) {
    return direct == null ? fixed(run.context()) : run.text(this, direct);
  }

  private String fixed(RenderContext context) {
    String text = fixed == null ? "" : fixed;
    context.rendering().budget().print(text.length());
    return text;
  }

  /** Prints this part and gives its text. Lets everything out that the script throws. */
  String render(RenderContext context, Scriptable scope, Object[] hooks) {
    PartWriter output = context.rendering().output();
    if (script == null) {
      return fixed(context);
    }
    output.begin(this);
    Function print = (Function) script.exec(context, scope, scope);
    print.call(context, scope, scope, hooks);
    return output.text();
  }
}

package io.herald.message.template;

import org.jspecify.annotations.Nullable;
import org.mozilla.classfile.ClassFileWriter.ClassFileFormatException;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Evaluator;
import org.mozilla.javascript.IRFactory;
import org.mozilla.javascript.Interpreter;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ast.AstRoot;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.ScriptNode;
import org.mozilla.javascript.optimizer.Codegen;

/**
 * What the engine runs for a part: byte code, which is made when it is first needed, if ever: most
 * parts are printed without the engine, and the code of thousands takes time and memory. Safe for
 * use by many threads.
 */
final class EngineScript implements Script {
  private final Part part;
  private final ScriptText source;
  private volatile @Nullable Script code;

  /**
   * @param source has been parsed without a complaint
   */
  EngineScript(Part part, ScriptText source) {
    this.part = part;
    this.source = source;
  }

  /** Made now, so that the first message does not wait for it. */
  void prepare(Context context) {
    code = make(context);
  }

  @Override
  public Object exec(Context context, Scriptable scope, Scriptable thisObject) {
    Script ready = code;
    if (ready == null) {
      // two threads may both make it; both are the same
      ready = make(context);
      code = ready;
    }
    return ready.exec(context, scope, thisObject);
  }

  /** How the engine reads and compiles all scripts. */
  static CompilerEnvirons environment(Context context, ScriptErrors reporter) {
    CompilerEnvirons environment = new CompilerEnvirons();
    environment.initFromContext(context);
    environment.setErrorReporter(reporter);
    environment.setGeneratingSource(false);
    environment.setGenerateDebugInfo(true);
    return environment;
  }

  private Script make(Context context) {
    try {
      return generated(context);
    } catch (RuntimeException e) {
      // loading the code reads its patterns, which can be nested deeper than the stack is
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof StackOverflowError deep) {
          throw deep;
        }
      }
      throw e;
    }
  }

  private Script generated(Context context) {
    try {
      return generate(context, new Codegen(), false);
    } catch (VerifyError e) {
      // a variable that only ever holds numbers is called or the like: the generator's shortcut for
      // numbers does not fit, so take it away
      return generate(context, new Codegen(), true);
    } catch (ClassFileFormatException e) {
      // more than 64 KB of byte code, which is some 900 tags: run it in the interpreter, which
      // needs a third more time
      return generate(context, new Interpreter(), false);
    }
  }

  /** Generating changes the tree, so that each try needs a tree of its own. */
  private Script generate(Context context, Evaluator generator, boolean requireActivation) {
    ScriptErrors found = new ScriptErrors();
    CompilerEnvirons environment = environment(context, found);
    AstRoot tree = new Parser(environment, found).parse(source.script(), part.label(), 1);
    ScriptNode script =
        new IRFactory(environment, part.label(), source.script(), found).transformTree(tree);
    Conditions.insert(script);
    PrintedPaths.insert(script);
    GrowthGuards.insert(script);
    if (requireActivation) {
      requireActivation(script);
    }
    Object code = generator.compile(environment, script, source.script(), false);
    return generator.createScriptObject(code, null);
  }

  private static void requireActivation(ScriptNode script) {
    for (int i = 0; i < script.getFunctionCount(); i++) {
      FunctionNode function = script.getFunctionNode(i);
      function.setRequiresActivation();
      requireActivation(function);
    }
  }
}

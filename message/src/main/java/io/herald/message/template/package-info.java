/**
 * The template language: JavaScript with E4X between {@code <%} and {@code %>}, directives, and
 * settings on elements (TPL-30 to TPL-56), compiled once per publication and rendered many times,
 * in a sandbox with limits. No I/O, no tables, no state that outlives a rendering, so a crash half
 * way leaves nothing behind.
 *
 * <p>In: {@link io.herald.message.link.Publication.Content} with a {@link
 * io.herald.message.template.Library} of what it may include, and {@link
 * io.herald.message.template.RenderInput}. What a template took in is frozen with it ({@link
 * io.herald.message.template.CompiledTemplate#uses}), so that a publication can carry it. Out:
 * {@link io.herald.message.template.Compilation} and {@link
 * io.herald.message.template.RenderResult}.
 *
 * <p>The way of a part: {@code TemplateScanner} cuts it into literals and tags; {@code Directives}
 * does the directives, reading what they include in turn; {@code HtmlStructure} turns elements with
 * settings (fields, conditions, variants, listings) into script; {@code ScriptText} writes all of
 * it as one JavaScript function that knows the way back to every line and column, also inside
 * blocks; {@code HtmlFlow} follows the HTML along every way through that function and finds the
 * place of each value; {@code PartCompiler} has the engine compile the function to Java byte code.
 * A part that needs no engine also becomes a small tree of Java objects ({@code DirectSteps},
 * {@code DirectTerms}). Rendering reads the event's context once ({@code ContextTree}) and runs the
 * trees of the parts one after the other ({@code ScriptedTemplate}). When a part has none, or a
 * message meets anything a tree does not know, such as an error, the engine renders the message
 * from its beginning: in a scope on top of the built-ins that all messages share ({@code
 * SharedScope}), with a copy of the context that scripts may change ({@code ContextDom}).
 *
 * <p>Failure policy: whatever a template or an event's data does is a value, never an exception.
 * What a script may use is bounded three times over. The engine counts the steps of scripts and of
 * regular expressions; {@code GuardedBuiltIns} takes the steps of built-ins before they run; {@code
 * GrowthGuards} looks at every text and tree that grows. A thread that is out of budget fails at
 * every further step, so no {@code finally} keeps it. What remains: one single built-in call on a
 * text or list within the limits runs to its end, and an {@code OutOfMemoryError} that other work
 * caused also ends the message that meets it.
 */
@NullMarked
package io.herald.message.template;

import org.jspecify.annotations.NullMarked;

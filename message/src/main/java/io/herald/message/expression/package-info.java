/**
 * The expression language of filters and conditions (TPL-45): fields as {@code @name}, links as
 * {@code [link/@name]}, constants as {@code $(name)}, and what {@link
 * io.herald.message.expression.Operator} and {@link io.herald.message.expression.Function} list.
 *
 * <p><b>In:</b> the text somebody wrote, and which fields there are. <b>Out:</b> a tree whose types
 * fit ({@link io.herald.message.expression.Expression}), or the column and what is wrong there. A
 * text is never executed: a tree is turned into SQL by whoever has tables, or compiled once by
 * {@link io.herald.message.expression.Evaluator} and computed over any number of rows in memory;
 * both come to the same.
 *
 * <p>Tables: none. <b>Failure policy:</b> a text that is not understood, and a value that cannot be
 * computed with, are values, not exceptions; neither repeats literals or what fields hold, which
 * may be personal data. Length, depth and number of nodes are bounded, and so are the length of
 * texts and numbers that are made, and the work of one computation. Nothing is kept, so a crash
 * leaves nothing.
 */
@NullMarked
package io.herald.message.expression;

import org.jspecify.annotations.NullMarked;

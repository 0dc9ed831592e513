/**
 * The expression language of filters and conditions (TPL-45): fields as {@code @name}, links as
 * {@code [link/@name]}, constants as {@code $(name)}, comparisons, {@code LIKE}, {@code IN}, {@code
 * IS NULL}, and/or/not, arithmetic, functions.
 *
 * <p><b>In:</b> the text somebody wrote, and which fields there are. <b>Out:</b> a tree whose types
 * fit ({@link io.herald.message.expression.Expression}), or the column and what is wrong there. A
 * text is never executed: whoever evaluates a tree, in memory or as SQL, switches over its nodes.
 *
 * <p>Tables: none. <b>Failure policy:</b> a text that is not understood is a value, not an
 * exception; complaints never repeat literals, which may be personal data. Length, depth and number
 * of nodes are bounded. Nothing is kept, so a crash leaves nothing.
 */
@NullMarked
package io.herald.message.expression;

import org.jspecify.annotations.NullMarked;

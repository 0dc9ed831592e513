/**
 * What filling in an order mail costs, beside other template engines of the JVM.
 *
 * <p>{@link io.herald.bench.template.OrderMail} is one mail in a notation of its own; each {@link
 * io.herald.bench.template.Engine} translates it into its language, so that all of them give the
 * same letters.
 */
@NullMarked
package io.herald.bench.template;

import org.jspecify.annotations.NullMarked;

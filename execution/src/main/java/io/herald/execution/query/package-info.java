/**
 * Answers questions about stored events and messages that are not on the way of an event: by id,
 * cheaply; by anything else, within a bound of time (API-29).
 *
 * <p><b>In:</b> an {@link io.herald.execution.query.EventQuery} made of checked expressions.
 * <b>Out:</b> rows of text, a count, or why there is none. <b>Tables:</b> reads {@code event} and
 * {@code delivery_log}, writes none.
 *
 * <p>An expression becomes SQL in {@link io.herald.execution.query.SqlWriter} and nowhere else:
 * fields through the fixed columns of {@link io.herald.execution.query.QueryTable}, everything a
 * caller wrote as a bound parameter.
 *
 * <p><b>Failure policy:</b> a question that takes too long or computes nonsense is a value; an
 * exception means the database cannot be asked. A crash leaves nothing behind.
 */
@NullMarked
package io.herald.execution.query;

import org.jspecify.annotations.NullMarked;

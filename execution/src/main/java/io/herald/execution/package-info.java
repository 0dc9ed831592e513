/**
 * An execution instance: receives events, routes, enriches, renders and sends them. Start reading
 * at {@link io.herald.execution.MessageJourney}.
 */
@NullMarked
package io.herald.execution;

import org.jspecify.annotations.NullMarked;

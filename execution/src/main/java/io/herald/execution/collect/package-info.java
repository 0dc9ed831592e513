/**
 * The doors: every way an event can come in, and the one place where they all meet.
 *
 * <p>In: HTTP requests. Out: {@link io.herald.message.event.NewEvent} handed to {@link
 * io.herald.execution.collect.Collector}, which answers only when the event is on disk.
 */
@NullMarked
package io.herald.execution.collect;

import org.jspecify.annotations.NullMarked;

/**
 * What an outside system tells us: the event, its addresses, its data, its id. Immutable values
 * with no state and no I/O, shared by every instance.
 */
@NullMarked
package io.herald.message.event;

import org.jspecify.annotations.NullMarked;

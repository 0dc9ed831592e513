/**
 * The states of an event and of its message, and which changes between them are allowed. Pure
 * values; the picture is in {@code docs/state-machine.md}.
 */
@NullMarked
package io.herald.message.status;

import org.jspecify.annotations.NullMarked;

/**
 * The ways a message can reach a person, and the form of its text. Pure values: no state, no I/O.
 */
@NullMarked
package io.herald.message.channel;

import org.jspecify.annotations.NullMarked;

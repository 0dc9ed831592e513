package io.herald.message.template;

/**
 * A part that is rendered without the engine: the same statements, as Java objects. It gives what
 * the engine gives or hands over to it, so nobody can tell the difference but by the clock.
 * Immutable and safe for use by many threads.
 *
 * @param body its statements
 * @param variables how many variables it has
 */
record DirectPart(Step body, int variables) {}

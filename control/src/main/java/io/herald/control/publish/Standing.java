package io.herald.control.publish;

/**
 * How a live template stands, or should stand, on an execution instance.
 *
 * @param paused whether the events it answers are held back (EV-40)
 */
record Standing(int version, boolean paused) {}

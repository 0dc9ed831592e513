/**
 * Looking at a message before anybody gets it: preview (TPL-39: the same engine as sending, so what
 * is shown is what will be sent).
 *
 * <p>In: {@code :preview} with the data of an event that never happened. Out: the filled-in parts
 * and what is worth a warning, or the place of the error. Writes no table and sends nothing.
 *
 * <p>Rendering is bounded (TPL-32) and runs on a few platform threads of its own; when all are
 * taken and the queue is full, the caller is told to come back (503). A crash loses the preview
 * only.
 */
@NullMarked
package io.herald.control.proof;

import org.jspecify.annotations.NullMarked;

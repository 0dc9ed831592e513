/**
 * Looking at a message before anybody gets it: preview (TPL-39, TPL-66: the same engine as sending,
 * so what is shown is what will be sent) and proof (TPL-67, TPL-68).
 *
 * <p>In: {@code :preview} with a seed, a past event, or data typed in; {@code :proof} with seeds.
 * Out: the filled-in parts and what is worth a warning, or the place of the error; and real
 * messages, which an execution instance sends. Writes the tables {@code proof} and {@code
 * proof_copy}.
 *
 * <p>Rendering is bounded (TPL-32) and runs on a few platform threads of its own; when all are
 * taken and the queue is full, the caller is told to come back (503). A crash loses the preview
 * only.
 *
 * <p>A proof is first committed here, then handed to its execution instance under an id of ours. An
 * instance that does not answer is asked again, for an hour; one that took it is asked every few
 * seconds what became of the copies, until each has its last word. Every call can be repeated, so a
 * crash at any point loses nothing and sends nothing twice. What a proof said is forgotten with its
 * last word, and the proof itself after 30 days.
 */
@NullMarked
package io.herald.control.proof;

import org.jspecify.annotations.NullMarked;

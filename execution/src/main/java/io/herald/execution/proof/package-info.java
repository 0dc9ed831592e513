/**
 * Drafts sent to a few chosen recipients as real messages (TPL-67, TPL-68).
 *
 * <p><b>In:</b> a {@link io.herald.message.link.Proof} over the link. <b>Out:</b> one event per
 * copy to the {@link io.herald.execution.collect.Collector}, marked {@link
 * io.herald.message.event.ReceivedBy#PROOF}, and to the router the draft that answers it. From
 * there a copy goes the way of any event: same queue, same barrier, same retries, a Message-ID of
 * its own. Whoever shows, counts or reports events leaves it out. Also tells control what became of
 * the copies, and what a past event said, for previews (TPL-66).
 *
 * <p>Traps (TPL-69) get copies in the same way: {@link io.herald.execution.proof.TrapCopies} hands
 * one in when a live message was sent, with the trap's own data; the version that made the message
 * answers it.
 *
 * <p><b>Tables:</b> writes {@code proof}.
 *
 * <p><b>Failure policy:</b> a draft that does not compile here, or a recipient no message can go
 * to, refuses the whole proof; nothing is sent then. A proof is accepted when draft and copies are
 * on disk.
 *
 * <p><b>A crash half way</b> may leave the draft without copies, or the copies unknown to the
 * proof; control, which got no answer, hands the proof in again under the same id, and the copies'
 * idempotency keys let each be stored once.
 */
@NullMarked
package io.herald.execution.proof;

import org.jspecify.annotations.NullMarked;

/**
 * Sends finished messages and decides what the answer means.
 *
 * <p><b>In:</b> {@link io.herald.execution.render.RenderedMessage}. <b>Out:</b> {@link
 * io.herald.execution.deliver.Outcome}, recorded in the ledger.
 *
 * <p><b>The send barrier</b> (EV-13): an attempt is on disk before its first byte leaves, and its
 * outcome is on disk before anything else happens to the event.
 *
 * <p><b>Unknown outcome.</b> When the connection is lost after the final dot, or the process ends
 * between the barrier and the record, nobody knows whether the provider has the message. The
 * template decides: {@code onUncertain=resend} (the default) sends it again, always with the same
 * Message-ID, so that nothing accepted is lost and a mailbox can recognise the repetition; {@code
 * onUncertain=hold} never sends twice: the event stays {@code processing} with its reason until its
 * validity ends. The repeated attempt is visible in the audit trail in either case.
 *
 * <p><b>Failure policy:</b> a way that is closed (no connection) costs the message nothing: it
 * waits and goes when the way is open. A temporary refusal follows the template's retry schedule
 * (DL-20), a permanent one is final.
 *
 * <p><b>Tables:</b> none directly; everything goes through {@link
 * io.herald.execution.queue.Ledger}.
 */
@NullMarked
package io.herald.execution.deliver;

import org.jspecify.annotations.NullMarked;

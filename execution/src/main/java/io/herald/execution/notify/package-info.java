/**
 * Tells others what becomes of events: signed webhooks on status change (API-51).
 *
 * <p><b>In:</b> the audit trail, {@code event_transition}, which is numbered per writer without
 * gaps in the order of commit. {@link io.herald.execution.notify.Follower} reads it with a cursor
 * per writer; the way of an event knows nothing of webhooks and writes nothing for them.
 * <b>Out:</b> POST requests in the form of Standard Webhooks 1.0.0, and operations below {@code
 * /v1/webhooks} ({@link io.herald.execution.notify.WebhookOperations}).
 *
 * <p>Who cannot be called keeps a stream open, {@link io.herald.execution.notify.StatusStreams}: it
 * reads the same trail with a position that its client keeps.
 *
 * <p>The steps of webhooks: {@link io.herald.execution.notify.Follower} queues what webhooks want
 * to hear into the outbox; {@link io.herald.execution.notify.Sender} takes what is due, has {@link
 * io.herald.execution.notify.Poster} post it and writes down what came of it; {@link
 * io.herald.execution.notify.RetryPlan} says when it is tried again; {@link
 * io.herald.execution.notify.Upkeep} removes what is old. {@link
 * io.herald.platform.outbound.Destinations} and {@link
 * io.herald.platform.outbound.CheckedAddresses} say where requests may go at all (SEC-31).
 *
 * <p><b>Tables:</b> writes {@code webhook}, {@code webhook_cursor} and {@code webhook_delivery};
 * reads {@code event}, {@code event_transition} and the view {@code change_writer}. Secrets are
 * kept as they are, because every message is signed with them; they are shown once, when they are
 * made, and are in no log and no error text.
 *
 * <p><b>Failure policy:</b> at least once, in no promised order; the header {@code webhook-id} is
 * the same in every attempt. Anything but a status from 200 to 299 is tried again for 24 hours,
 * then kept as a dead letter for seven days. 410, or five days without a success, disables the
 * webhook with a reason. A receiver that is slow holds its own places only. A database that is away
 * is waited for.
 *
 * <p><b>A crash half way:</b> cursor and messages are written in one statement, so none is missed
 * and none queued twice. A message whose attempt had begun is posted again after {@link
 * io.herald.execution.notify.Sender#LOST}.
 */
@NullMarked
package io.herald.execution.notify;

import org.jspecify.annotations.NullMarked;

/**
 * The files of a message: attachments and pictures inside its HTML (TPL-71 to TPL-75, EM-2).
 *
 * <p><b>In:</b> what the template decided for this message: kind, name and source of each file.
 * <b>Out:</b> their bytes. Stored files come from {@link io.herald.execution.resource.Resources},
 * addresses are fetched by the rules of {@link io.herald.platform.outbound.Fetcher}, HTML becomes a
 * PDF ({@link io.herald.execution.attach.PdfWriter}), pictures written into the HTML become parts
 * of the mail ({@link io.herald.execution.attach.InlinePictures}).
 *
 * <p><b>Tables:</b> none; files of messages are never stored on the way.
 *
 * <p><b>Failure policy:</b> a file that cannot come (not listed, too large, not stored) ends the
 * message with a reason; one that did not come this time is tried again with the event's own
 * backoff ({@link io.herald.execution.step.TryLaterException}). Nothing is sent without a file that
 * belongs to it. A crash half way leaves nothing behind; the journey begins anew.
 */
@NullMarked
package io.herald.execution.attach;

import org.jspecify.annotations.NullMarked;

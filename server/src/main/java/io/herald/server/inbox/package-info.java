/**
 * The inbox of the demo: a real SMTP server that keeps what it is given and shows it, so that a
 * message can be seen arriving without a mail account.
 *
 * <p>In: SMTP on a loopback port. Out: a web page for people and a JSON interface for programs that
 * answers as Mailpit's {@code /api/v1} does. Writes no tables; with a folder it writes one file per
 * mail, which any mail program opens.
 *
 * <p>Failure policy: a mail is answered with 250 only when it is kept; what cannot be kept is
 * refused with a 4xx or 5xx, so the sender still has it. The oldest mails make room for new ones. A
 * killed process loses no mail that was answered (the file was renamed into place before), but the
 * files are not forced to disk: this is an instrument for looking, not a mail store. Whether a mail
 * was read is not kept over a restart.
 *
 * <p>Mails come from anywhere, so their content is never trusted: pages escape every value, and the
 * HTML of a mail is shown in a frame that may run nothing and load nothing from elsewhere.
 */
@NullMarked
package io.herald.server.inbox;

import org.jspecify.annotations.NullMarked;

/**
 * Sends finished e-mails to a relay over SMTP.
 *
 * <p>In: {@link io.herald.spi.OutgoingMessage}, whose attempt is already recorded by the caller
 * (EV-13). Out: {@link io.herald.spi.SendResult}. {@link
 * io.herald.execution.deliver.email.SmtpRelay} is the way in; {@code SmtpConnection} is the
 * protocol, {@code SmtpReplies} the dictionary from SMTP's codes to our reasons. Writes no tables
 * and keeps nothing on disk.
 *
 * <p>Failure policy: the relay never sends a message again on its own once its final dot has left.
 *
 * <ul>
 *   <li>No connection, no greeting, 421, or the connection lost before the final dot: {@code
 *       NotTried}, with the time after which the route is worth trying. A message caught on a
 *       connection that had worked before goes to another one first, once; more often only when it
 *       met connections the server had closed while they rested.
 *   <li>4xx: {@code Refused}, not permanent. 5xx: {@code Refused}, permanent. The address is blamed
 *       only when the answer is about the address. "Log in first" and "wrong sequence" to MAIL
 *       blame the route, so that a wrong password loses no message.
 *   <li>Connection lost, time-out or nonsense after the final dot: {@code Uncertain}. The caller's
 *       policy {@code onUncertain=resend|hold} decides; the Message-ID stays the same.
 *   <li>An address that could break out of a command: {@code Refused}, permanent, before anything
 *       is sent.
 * </ul>
 *
 * <p>A crash half way leaves the message recorded as in flight: whether the server took it is then
 * as unknown as after a lost connection, and the same policy applies.
 */
@NullMarked
package io.herald.execution.deliver.email;

import org.jspecify.annotations.NullMarked;

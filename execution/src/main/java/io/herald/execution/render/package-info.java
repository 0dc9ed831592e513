/**
 * Fills the template in and builds the message as it will leave.
 *
 * <p><b>In:</b> {@link io.herald.execution.screen.AdmittedEvent}. <b>Out:</b> {@link
 * io.herald.execution.render.RenderedMessage}, or a stop as {@code deliveryFailed} with the place
 * in the template (TPL-48): nothing half-rendered is ever sent. Pure CPU on a bounded pool of
 * platform threads, so that a runaway template holds up neither the doors nor other messages;
 * writes nothing, so a crash here leaves nothing behind.
 *
 * <p>{@link io.herald.execution.render.MimeWriter} makes the bytes of an e-mail; the same input
 * gives the same bytes again, the Message-ID included (EV-13). What cannot be written is a value
 * that names the field.
 */
@NullMarked
package io.herald.execution.render;

import org.jspecify.annotations.NullMarked;

package io.herald.execution.render;

import io.herald.execution.screen.AdmittedEvent;
import io.herald.spi.OutgoingMessage;
import java.time.Instant;

/**
 * A finished message.
 *
 * @param outgoing what goes on the wire
 * @param messageId the same for every attempt (EV-13), without angle brackets
 * @param preparedAt when it was finished
 */
public record RenderedMessage(
    AdmittedEvent admitted, OutgoingMessage outgoing, String messageId, Instant preparedAt) {}

package io.herald.control.design;

import java.time.Instant;

/**
 * Who changes something, and when.
 *
 * @param login of the operator
 */
public record Author(String login, Instant at) {}

package io.herald.execution.catalog;

import io.herald.message.channel.Channel;

/**
 * A live template that is paused, and the events it answers (EV-40).
 *
 * @param eventType the type of those events
 */
public record PausedTemplate(String template, String eventType, Channel channel) {}

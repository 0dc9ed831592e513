package io.herald.control.design;

import io.herald.message.channel.Channel;

/**
 * What a list says of a template: content may be megabytes, a list of it more than memory holds.
 */
public record TemplateHeading(String name, String label, String eventType, Channel channel) {}

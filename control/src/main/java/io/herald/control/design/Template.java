package io.herald.control.design;

import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;

/**
 * A message in the making (DM-43): what somebody is working on, not what is live.
 *
 * @param name unique
 * @param label for people
 * @param eventType the type it answers; it need not exist yet
 * @param content sources of the parts; a part that is still missing is empty
 * @param delivery how its messages are sent
 */
public record Template(
    String name,
    String label,
    String eventType,
    Channel channel,
    Publication.Content content,
    Publication.DeliverySettings delivery) {}

package io.herald.execution.catalog;

import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import java.util.Optional;

/** What is live here; answers from memory. Safe for use by many threads. */
public interface LiveTemplates {
  /**
   * The template that answers events of this type on this channel: the latest published one (EV-4).
   */
  Optional<LiveTemplate> find(String eventType, Channel channel);

  /** A certain version, live or not: what a message was prepared with before (TPL-22). */
  Optional<LiveTemplate> version(String template, int version);

  /** Whether the events that a live template answers are held back (EV-40). */
  default boolean paused(String template) {
    return false;
  }

  /** The published event type of this name, if any template of it is live on any channel. */
  Optional<Publication.EventType> eventType(String name);
}

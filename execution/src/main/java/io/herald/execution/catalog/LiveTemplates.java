package io.herald.execution.catalog;

import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import io.herald.platform.database.DatabaseUnavailableException;
import java.util.Optional;

/**
 * What is live here; answers from memory, but for the content of a template that is asked for for
 * the first time. Safe for use by many threads.
 */
public interface LiveTemplates {
  /**
   * The template that answers events of this type on this channel: the latest published one (EV-4).
   *
   * @throws DatabaseUnavailableException when it has to be read and cannot
   */
  Optional<LiveTemplate> find(String eventType, Channel channel);

  /**
   * A certain version, live or not: what a message was prepared with before (TPL-22).
   *
   * @throws DatabaseUnavailableException when it has to be read and cannot
   */
  Optional<LiveTemplate> version(String template, int version);

  /** Whether the events that a live template answers are held back (EV-40). */
  default boolean paused(String template) {
    return false;
  }

  /** The published event type of this name, if any template of it is live on any channel. */
  Optional<Publication.EventType> eventType(String name);
}

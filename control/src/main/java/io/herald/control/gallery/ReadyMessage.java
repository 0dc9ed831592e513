package io.herald.control.gallery;

import io.herald.control.design.EventTypeRequest;
import io.herald.control.design.TemplateRequest;
import io.herald.control.seed.SeedRequest;
import java.util.List;

/**
 * A message that is ready to be used.
 *
 * @param label for people
 * @param description what it is good for
 * @param seeds for its event type
 */
record ReadyMessage(
    String label,
    String description,
    EventTypeRequest eventType,
    TemplateRequest template,
    List<SeedRequest> seeds) {
  ReadyMessage {
    seeds = List.copyOf(seeds);
  }
}

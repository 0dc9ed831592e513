package io.herald.control.design;

import io.herald.control.http.Finding;
import io.herald.message.link.Publication;
import io.herald.message.link.Supplies;
import java.util.List;

/**
 * What is to be said about a draft before it is published (TPL-15).
 *
 * @param errors what keeps it from being published
 * @param warnings what somebody should look at; it can be published all the same
 * @param content as it would be published: with the HTML that its MJML gives
 * @param supplies what it takes in as things are now, to be frozen with it; nothing when it does
 *     not compile
 */
public record Assessment(
    List<Finding> errors, List<Finding> warnings, Publication.Content content, Supplies supplies) {
  public Assessment {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }

  /** Whether nothing keeps it from being published. */
  public boolean publishable() {
    return errors.isEmpty();
  }
}

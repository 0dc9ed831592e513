package io.herald.control.design;

import io.herald.control.http.Finding;
import io.herald.message.template.FrozenLibrary;
import java.util.List;

/**
 * What is to be said about a draft before it is published (TPL-15).
 *
 * @param errors what keeps it from being published
 * @param warnings what somebody should look at; it can be published all the same
 * @param uses what it takes in as things are now, to be frozen with it; nothing when it does not
 *     compile
 */
public record Assessment(List<Finding> errors, List<Finding> warnings, FrozenLibrary uses) {
  public Assessment {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }

  /** Whether nothing keeps it from being published. */
  public boolean publishable() {
    return errors.isEmpty();
  }
}

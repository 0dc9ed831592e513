package io.herald.execution.collect.rest;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of fields that callers send and their event type does not declare (API-41, lenient): once
 * for each, because a caller that sends one sends it with every event. Safe for use by many
 * threads.
 */
final class UndeclaredFields {
  private static final Logger log = LoggerFactory.getLogger(UndeclaredFields.class);
  private static final int MAX_REMEMBERED = 1_000;

  /** A name that is none may be anything, an address for example, and stays out of the log. */
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

  /**
   * @param type of the event, as published
   * @param names of the undeclared fields of its context
   */
  void warn(String type, Set<String> names) {
    for (String name : names) {
      String shown = IDENTIFIER.matcher(name).matches() ? name : "(not an identifier)";
      if (warnedOf.size() < MAX_REMEMBERED && warnedOf.add(type + ' ' + shown)) {
        log.warn(
            "events of type {} come with the field {} in ctx, which the type does not declare;"
                + " collect.rest.strict=true would refuse them",
            type,
            shown);
      }
    }
  }
}

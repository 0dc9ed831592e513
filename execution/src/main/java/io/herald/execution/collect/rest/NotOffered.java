package io.herald.execution.collect.rest;

import java.util.Set;

/**
 * The resources of the Standard dialect besides events: profiles, services, workflows, privacy
 * requests (client contract B.3). Their place is here; until they are offered, their callers are
 * told so instead of being told that an address is wrong.
 */
final class NotOffered {
  private static final Set<String> RESOURCES =
      Set.of(
          "profileAndServices", "profileAndServicesExt", "customResources", "workflow", "privacy");

  private NotOffered() {}

  /**
   * @param segment the first one behind {@code /<org>/campaign/}
   */
  static boolean covers(String segment) {
    return RESOURCES.contains(segment);
  }

  static RestAnswer answer(String segment) {
    return RestAnswer.error(
        501, segment + " is not offered; this instance takes events at mc<org>/EVTname");
  }
}

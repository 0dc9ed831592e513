package io.herald.control.publish;

import io.herald.message.link.Publication;
import io.herald.message.link.Sha256;
import java.time.Instant;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells whether two publications of a template would send the same: what was written, and all that
 * is taken in (TPL-29). Number and instant do not count, nor does the HTML that MJML gives: some of
 * it is numbered by chance, and the MJML decides it.
 */
final class PublicationSum {
  // the order of a copied map is another one after each start
  private static final JsonMapper IN_ORDER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private PublicationSum() {}

  /** SHA-256 in lower-case hexadecimal digits. */
  static String of(Publication publication) {
    Publication undated =
        new Publication(
            publication.template(),
            1,
            Instant.EPOCH,
            publication.eventType(),
            publication.channel(),
            publication.content().asWritten(),
            publication.delivery(),
            publication.supplies());
    return Sha256.of(IN_ORDER.writeValueAsBytes(undated));
  }
}

package io.herald.control.resource;

import java.time.Instant;

/**
 * A stored file, without its bytes.
 *
 * @param type media type
 * @param bytes how many
 */
record StoredResource(
    String path,
    String sha256,
    String type,
    int bytes,
    Instant lastModified,
    String lastModifiedBy) {}

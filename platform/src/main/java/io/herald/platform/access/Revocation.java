package io.herald.platform.access;

import java.time.Instant;
import java.util.UUID;

/**
 * A session or an access token that ends before its time.
 *
 * @param id of the session or token
 * @param expires when it would have ended by itself: from then on nobody need remember it
 */
record Revocation(UUID id, Instant expires) {}

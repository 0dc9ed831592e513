package io.herald.control.publish;

import java.time.Instant;

/**
 * A version in the list of a template's versions.
 *
 * @param live whether it is the one that should be live
 */
record Version(int version, Instant publishedAt, String publishedBy, boolean live) {}

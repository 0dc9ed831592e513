/**
 * Typed settings from one file, environment variables and flags.
 *
 * <p>In come texts, out come values checked at start: an operator learns everything that is wrong
 * at once, before anything runs, with the nearest known key for one that is unknown. Writes no
 * tables; nothing changes while a product runs, so a crash leaves nothing half done.
 */
@NullMarked
package io.herald.platform.config;

import org.jspecify.annotations.NullMarked;

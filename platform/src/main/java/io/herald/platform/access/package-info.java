/**
 * Who may come in: operators, sessions, API clients, and the security zones they come from.
 *
 * <p>In: credentials as a caller sent them. Out: an {@link io.herald.platform.access.Operator} or
 * an {@link io.herald.platform.access.ApiClient}, or a refusal as a value. Writes the tables {@code
 * operator}, {@code session}, {@code api_client} and {@code access_token} of its instance's
 * database through the {@code …Store} classes. Secrets are stored hashed and compared in constant
 * time; they appear in no log and no error text.
 *
 * <p>Speed: rows are read through bounded caches that are at most {@link
 * io.herald.platform.access.AccessSettings#FRESHNESS} old, so a call costs no query. A password is
 * hashed once and then recognised by a keyed fingerprint in memory (SEC-21).
 *
 * <p>Failure: when the database cannot be asked, {@link
 * io.herald.platform.access.AccessUnavailable} is thrown, because then we do not know; rows still
 * in a cache go on being served until they are twice the freshness old. A crash loses only the
 * caches and the counters of failed attempts: open sessions and issued tokens survive it.
 */
@NullMarked
package io.herald.platform.access;

import org.jspecify.annotations.NullMarked;

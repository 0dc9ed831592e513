/**
 * Who may come in: operators, sessions, API clients, and the security zones they come from. {@link
 * io.herald.platform.access.Access} puts it together.
 *
 * <p>In: credentials as a caller sent them. Out: a {@link io.herald.platform.access.Principal} that
 * says what it may do, or a refusal as a value. Writes the tables {@code operator}, {@code
 * operator_group}, {@code operator_in_group}, {@code api_client}, {@code api_client_secret}, {@code
 * revocation} and {@code audit_log} of its instance's database. Secrets are stored hashed and
 * compared in constant time; they appear in no log and no error text.
 *
 * <p>Sessions and access tokens are not stored: they carry their own proof, made with keys that all
 * instances of a cluster derive from one secret ({@link io.herald.platform.access.ClusterKeys}).
 * Only their end before the time is remembered, and told to the other processes and cells.
 *
 * <p>Speed: rows are read through bounded caches that are at most {@link
 * io.herald.platform.access.AccessSettings#FRESHNESS} old, so a call costs no query. A password is
 * hashed once and then recognised by a keyed fingerprint in memory (SEC-21).
 *
 * <p>Failure: when the database cannot be asked, {@link
 * io.herald.platform.access.AccessUnavailable} is thrown, because then we do not know; rows still
 * in a cache go on being served until they are twice the freshness old. A crash loses only the
 * caches and the counters of failed attempts and rates: open sessions and issued tokens survive it,
 * and what was ended stays ended.
 */
@NullMarked
package io.herald.platform.access;

import org.jspecify.annotations.NullMarked;

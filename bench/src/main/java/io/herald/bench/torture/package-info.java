/**
 * Shows that nothing accepted is lost: real execution processes under load, ended by kill -9 at
 * random moments, round after round, and books that are closed at the end.
 *
 * <p>In: the jars of the server, as {@code ./herald torture} hands them over. Out: a page of
 * figures and an exit status. It reads the tables of the execution instance and writes none; all it
 * makes is below one folder, which is removed when the books are clean. What it started ends with
 * it; when it is itself ended by kill -9, PostgreSQL still ends by itself, the execution processes
 * do not.
 *
 * <p>{@link io.herald.bench.torture.Torture} is the file to read first, {@link
 * io.herald.bench.torture.Books} says what counts as lost.
 */
@NullMarked
package io.herald.bench.torture;

import org.jspecify.annotations.NullMarked;

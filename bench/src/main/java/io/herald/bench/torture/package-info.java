/**
 * Shows that nothing accepted is lost: real execution processes, a control instance, PostgreSQL and
 * a mail sink under load, ended by kill -9, paused and cut off at random moments, round after
 * round, and books that are closed at the end.
 *
 * <p>In: the jars of the server, as {@code ./herald torture} hands them over. Out: a page of
 * figures and an exit status. It reads and writes no tables: what it knows are the answers its
 * callers read, the files of the sink and the API of the execution instance. All it makes is below
 * one folder, which is removed when the books are clean. What it started ends with it; when it is
 * itself ended by kill -9, PostgreSQL and the sink still end by themselves, the execution processes
 * and control do not.
 *
 * <p>{@link io.herald.bench.torture.Torture} is the file to read first, {@link
 * io.herald.bench.torture.FaultPlan} says what goes wrong, {@link io.herald.bench.torture.Books}
 * what counts as lost.
 */
@NullMarked
package io.herald.bench.torture;

import org.jspecify.annotations.NullMarked;

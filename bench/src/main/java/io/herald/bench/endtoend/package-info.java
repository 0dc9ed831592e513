/**
 * How fast Herald is from the event to the mail, and how that compares with what others run for the
 * same job: the same mails into the same sink, durable, in turns on the same machine.
 *
 * <p>In: the jars of the server, as {@code ./herald bench} hands them over, and the programs it
 * installed. Out: {@code bench/RESULTS.md}, and figures as JSON. Everything it starts listens on
 * loopback and ends with it.
 *
 * <p>{@link io.herald.bench.endtoend.Bench} is the file to read first; a {@link
 * io.herald.bench.endtoend.Contender} is what is measured.
 */
@NullMarked
package io.herald.bench.endtoend;

import org.jspecify.annotations.NullMarked;

/**
 * The demo: everything on one machine, in one process, with something to see at the end.
 *
 * <p>In: settings and a folder. Out: a running standalone product whose mails end in an inbox, two
 * published messages, and, unless told otherwise, two events that came in over HTTP like any other.
 * The demo uses the same interfaces as everybody else; only the times of the steps are read where
 * they are stored. Writes no tables itself; in its folder it writes {@code demo.json}, for programs
 * that want to know where everything is.
 *
 * <p>Failure policy: what does not work ends the start with a sentence that says what to do. A demo
 * that was killed half way goes on at its next start: what is already published stays as it is,
 * what is not is published then.
 */
@NullMarked
package io.herald.server.demo;

import org.jspecify.annotations.NullMarked;

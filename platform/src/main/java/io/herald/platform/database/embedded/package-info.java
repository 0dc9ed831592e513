/**
 * The PostgreSQL that comes with Herald: the server's binaries from the class path, run by us on a
 * data directory that is kept.
 *
 * <p>In comes a directory and a port; out comes a {@link
 * io.herald.platform.database.DatabaseAddress} per database. In the directory: {@code data} (the
 * data itself), {@code password} (mode 600), {@code port} (the port last picked), {@code lock}
 * (held while a Herald uses the directory), {@code postgres.log} (at most two files of 5 MiB).
 *
 * <p>Failure policy: a start that cannot succeed throws with the way out in its message; a server
 * that ends by itself is started again on the same port with growing pauses. Nothing here trades
 * durability for speed: {@code fsync} and {@code synchronous_commit} stay on.
 *
 * <p>A crash half way: binaries and data are prepared beside their place and renamed into it, so
 * that what stands there is complete. PostgreSQL hangs on a pipe from our process and shuts down
 * when that pipe breaks, however we died. The next start takes the lock, ends or waits for what is
 * left of the server before, removes a lock file nobody owns any more, and PostgreSQL replays its
 * log.
 */
@NullMarked
package io.herald.platform.database.embedded;

import org.jspecify.annotations.NullMarked;

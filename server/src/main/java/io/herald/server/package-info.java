/**
 * The products, put together by constructor calls: control, execution, and both in one process.
 *
 * <p>In: a command line, a settings file, the environment. Out: a running product, or a sentence
 * that says what to do and exit status 1 (it could not start) or 2 (what was asked for is not
 * understood). A product keeps its embedded PostgreSQL, its credentials and its log in one folder;
 * it writes no tables of its own beyond the accounts of {@code platform.access}.
 *
 * <p>Stopping takes at most some ten seconds, in reverse order of starting. A killed product is
 * started again on the same folder and goes on where its database says it was.
 */
@NullMarked
package io.herald.server;

import org.jspecify.annotations.NullMarked;

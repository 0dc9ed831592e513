/**
 * Makes HTML of MJML, the notation for mails that look right in every mail program, when a message
 * is previewed, checked or published.
 *
 * <p>In: a draft's content. Out: the same with HTML, or what is wrong with the MJML and where. What
 * stands between {@code <%} and {@code %>} goes through as it is. Pure computing: writes nothing.
 *
 * <p>The library that does it takes anything for MJML and leaves out what it does not understand;
 * so {@link io.herald.control.mjml.MjmlReading} reads the source first and says what would be lost.
 */
@NullMarked
package io.herald.control.mjml;

import org.jspecify.annotations.NullMarked;

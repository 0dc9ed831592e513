/**
 * Requests to addresses that an author or an event chose (SEC-31, TPL-72).
 *
 * <p><b>In:</b> a URL. <b>Out:</b> what stood there, or why not. {@link
 * io.herald.platform.outbound.Destinations} says where requests may go at all: nowhere unless
 * listed, and never to an address that is not public unless that address is listed. {@link
 * io.herald.platform.outbound.CheckedAddresses} looks each name up once and connects to what was
 * checked. {@link io.herald.platform.outbound.Fetcher} fetches files, pages and images.
 *
 * <p><b>Tables:</b> none.
 *
 * <p><b>Failure policy:</b> what is not allowed is a value and final; what did not come is a value
 * too, and the caller tries again by its own rules. Time, size, connections and redirects are
 * bounded. Texts are ours and repeat nothing the other side sent. A crash half way leaves nothing
 * behind.
 */
@NullMarked
package io.herald.platform.outbound;

import org.jspecify.annotations.NullMarked;

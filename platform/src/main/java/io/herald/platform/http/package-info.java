/**
 * Small things every HTTP door needs: who calls, how much may be read, how a call is named in the
 * log.
 *
 * <p>In: servlet requests. Out: plain values. No tables, no state; nothing survives a crash because
 * nothing is kept. Foreign input is refused by value, never by exception.
 */
@NullMarked
package io.herald.platform.http;

import org.jspecify.annotations.NullMarked;

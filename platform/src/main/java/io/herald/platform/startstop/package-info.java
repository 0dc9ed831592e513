/**
 * One contract for everything that runs in the background, so that products are put together,
 * started and stopped in one way.
 */
@NullMarked
package io.herald.platform.startstop;

import org.jspecify.annotations.NullMarked;

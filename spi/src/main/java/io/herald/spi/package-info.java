/**
 * What a channel or an enrichment source promises, and nothing else: small enough to be implemented
 * by somebody who has read only this package.
 *
 * <p>A refusal is a value ({@link io.herald.spi.SendResult}) and says why; an exception means "we
 * do not know".
 */
@NullMarked
package io.herald.spi;

import org.jspecify.annotations.NullMarked;

/**
 * Fictitious recipients, each with an address and data of its own, for looking at messages before
 * anybody gets them (TPL-65).
 *
 * <p>In: the routes {@code /v1/seeds}. Out: {@link io.herald.control.seed.Seed} for preview and
 * proof. Writes the table {@code seed}.
 *
 * <p>A seed that breaks a rule is refused with everything that is wrong with it; what is stored can
 * be previewed. Each change is one statement, so a crash leaves either the old or the new state.
 */
@NullMarked
package io.herald.control.seed;

import org.jspecify.annotations.NullMarked;

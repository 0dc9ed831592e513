/**
 * Benchmarks: what the parts cost, beside what else there is. Writes no tables and ships with
 * nothing.
 */
@NullMarked
package io.herald.bench;

import org.jspecify.annotations.NullMarked;

/**
 * What load needs to meet Herald as its callers do: real execution processes, as {@code ./herald
 * execution} runs them, two published messages and the ways in. Writes no tables.
 */
@NullMarked
package io.herald.bench.stage;

import org.jspecify.annotations.NullMarked;

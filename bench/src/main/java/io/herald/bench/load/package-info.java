/**
 * What a door costs: {@code ./herald load} pushes through each way in as fast as the instance
 * answers, and sets the processor time the instance used against the events it accepted.
 *
 * <p>{@link io.herald.bench.load.DoorLoad} is the file to read first. Sends to this machine only,
 * for a bounded time; keeps nothing.
 */
@NullMarked
package io.herald.bench.load;

import org.jspecify.annotations.NullMarked;

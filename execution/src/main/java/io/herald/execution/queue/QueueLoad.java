package io.herald.execution.queue;

/**
 * How much waits in this process.
 *
 * @param pending events in its hands: waiting to be stored, waiting for their journey, or under way
 * @param capacity how many it takes in before it tells callers to come again, for events of usual
 *     size
 * @param full whether callers are told so now
 */
public record QueueLoad(int pending, int capacity, boolean full) {}

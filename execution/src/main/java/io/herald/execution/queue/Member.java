package io.herald.execution.queue;

import io.herald.message.event.EventIds;

/**
 * This process's place among those that share the database.
 *
 * @param id what its claims carry; never used again
 * @param ids gives ids no other member gives at the same time
 */
public record Member(int id, EventIds ids) {}

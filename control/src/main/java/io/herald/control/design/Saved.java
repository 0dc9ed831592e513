package io.herald.control.design;

import java.time.Instant;

/**
 * Something as it is in the database (DM-1).
 *
 * @param id stable number
 * @param revision 1 when it was created, one more with each save
 * @param value what it is
 * @param createdBy login of the operator
 * @param modified when it was saved last
 * @param modifiedBy login of the operator
 */
public record Saved<T>(
    long id,
    int revision,
    T value,
    Instant created,
    String createdBy,
    Instant modified,
    String modifiedBy) {}

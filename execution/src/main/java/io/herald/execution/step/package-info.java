/** What a step of the journey returns: the next record, or a reason to stop. */
@NullMarked
package io.herald.execution.step;

import org.jspecify.annotations.NullMarked;

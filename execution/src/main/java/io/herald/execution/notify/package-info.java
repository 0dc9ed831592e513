/** Webhooks. */
@NullMarked
package io.herald.execution.notify;

import org.jspecify.annotations.NullMarked;

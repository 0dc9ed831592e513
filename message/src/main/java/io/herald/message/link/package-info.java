/**
 * The wire form between control and execution: what is published, as JSON over an authenticated
 * HTTP link.
 *
 * <p>Control is the only writer; execution persists what it is given and serves it without control
 * being up. Both sides may differ by one minor version: fields are only ever added, unknown ones
 * are ignored.
 */
@NullMarked
package io.herald.message.link;

import org.jspecify.annotations.NullMarked;

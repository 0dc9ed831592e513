/**
 * Uploaded files that templates show or attach (TPL-14): the routes under {@code /v1/resources}.
 *
 * <p><b>In:</b> bytes under a path such as {@code images/logo.png}. <b>Out:</b> their stable public
 * address, which an execution instance serves; their SHA-256 in what is published; and the bytes
 * themselves to instances that lack them.
 *
 * <p><b>Tables:</b> writes {@code resource} and {@code resource_content}; bytes are never removed,
 * because earlier versions name them.
 *
 * <p><b>Failure policy:</b> what is too large, or is not what its name says, is refused with a
 * reason. A file is stored in one transaction. A file that a live template uses is not deleted.
 */
@NullMarked
package io.herald.control.resource;

import org.jspecify.annotations.NullMarked;

/**
 * Files that published templates show or attach (TPL-14), kept here so that recipients and messages
 * need no control instance.
 *
 * <p><b>In:</b> bytes from control over the authenticated link, named by their SHA-256 ({@link
 * io.herald.execution.resource.ResourceLink}); control sends those that a publication or a proof
 * names and that are missing here. <b>Out:</b> the same bytes to messages ({@link
 * io.herald.execution.resource.Resources}) and, to anybody who knows the address, under {@code
 * /r/<sha256>/<name>} ({@link io.herald.execution.resource.ResourceServlet}).
 *
 * <p><b>Tables:</b> writes {@code resource}; nothing is ever changed or removed, so the table grows
 * with what is uploaded and published, not with messages.
 *
 * <p><b>Failure policy:</b> bytes that do not have the sum they are sent under are refused. A crash
 * half way leaves a file stored or not; control asks again.
 */
@NullMarked
package io.herald.execution.resource;

import org.jspecify.annotations.NullMarked;

/**
 * Messages that are ready to be used: an event type, a template and seeds each, kept with the
 * product.
 *
 * <p><b>In:</b> the files beside this package. <b>Out:</b> drafts and seeds of one's own, which are
 * changed and published like any other.
 *
 * <p><b>Failure policy:</b> installing writes the event type, then the seeds, then the template; a
 * crash half way leaves what is there, and installing again goes on with it. Writes no table of its
 * own.
 */
@NullMarked
package io.herald.control.gallery;

import org.jspecify.annotations.NullMarked;

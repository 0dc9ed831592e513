/**
 * From draft to live: approval, versions, pauses, publication to the execution instances, and
 * keeping those up to date (TPL-20 to TPL-23, CX-13).
 *
 * <p>In: {@code :publish}, {@code :unpublish} and their kin, the registered execution instances,
 * what these say they have, and the rows they should have ({@link
 * io.herald.control.publish.WantedData}). Out: {@link io.herald.message.link.Publication}s and rows
 * over the authenticated link. Writes the tables {@code template_version}, {@code live_template},
 * {@code publication_request}, {@code execution_instance} and {@code instance_template}.
 *
 * <p>A publication is first committed here: a frozen version, and the statement that it should be
 * live. From then on it is a matter of {@link io.herald.control.publish.Reconciler}: for each
 * instance on its own it compares what the instance has live with what should be, and pushes or
 * removes the difference: at once after a publication, and again with every {@code
 * control.link.period}, which is two seconds. So an instance that was away, that joined later, or
 * that lost its database is brought up to date by the same few lines that serve the ordinary
 * publication, and a slow one does not hold up the others.
 *
 * <p>Failure policy: an instance that cannot be reached, or refuses, is tried again with growing
 * pauses up to five times the period; what it said is kept with the instance and shown. Nothing is
 * given up. A crash between the commit and the push loses nothing: the next comparison pushes. A
 * crash while pushing repeats the push, which changes nothing on an instance that already has it.
 * Control is not needed for sending: instances serve what they have.
 *
 * <p>One control process per database at a time: a second one would do the same work again,
 * harmlessly, but would learn of newly registered instances only when it is restarted.
 */
@NullMarked
package io.herald.control.publish;

import org.jspecify.annotations.NullMarked;

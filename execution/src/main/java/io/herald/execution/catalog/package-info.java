/**
 * Which template versions are live on this instance.
 *
 * <p><b>In:</b> {@link io.herald.message.link.Publication} over the authenticated link from
 * control, live or live but paused. <b>Out:</b> {@link io.herald.execution.catalog.LiveTemplates},
 * answered from memory. At the start only headings are read: which event types are answered, and by
 * which version; the content of a version is read and compiled when it is first asked for.
 *
 * <p><b>Tables:</b> writes {@code published_template} and {@code catalog_revision}.
 *
 * <p><b>Failure policy:</b> a publication is stored first and then takes effect; it is compiled
 * before it is stored, so what is stored can be served. Everything is served again after a restart
 * without control being up. A crash half way leaves either the old version or the new one live,
 * never none.
 */
@NullMarked
package io.herald.execution.catalog;

import org.jspecify.annotations.NullMarked;

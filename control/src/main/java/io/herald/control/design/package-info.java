/**
 * What people design: event types and templates (TPL-1, TPL-2, TPL-10), as drafts.
 *
 * <p>In: the routes {@code /v1/event-types} and {@code /v1/templates}. Out: {@link
 * io.herald.control.design.EventType} and {@link io.herald.control.design.Template} for preview and
 * publication, and {@link io.herald.control.design.TemplateCheck}, which says what keeps a draft
 * from being published. Writes the tables {@code event_type} and {@code template}.
 *
 * <p>A draft may be incomplete or wrong: it is saved, and the answer says what is wrong with it.
 * Only values that could not be stored or would not make sense in any state are refused. Every save
 * counts the revision up; a caller that names the revision it has seen does not overwrite another's
 * work. Nothing here changes what is live: that takes a publication. Each change is one statement,
 * so a crash leaves either the old or the new state.
 */
@NullMarked
package io.herald.control.design;

import org.jspecify.annotations.NullMarked;

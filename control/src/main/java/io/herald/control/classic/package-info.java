/**
 * The Classic dialect of the control instance: scripts and packages that configure transactional
 * messages write event types, templates, operators and groups (API-30), and publish templates
 * (API-31), over {@link io.herald.platform.soap} at {@code /nl/jsp/soaprouter.jsp}.
 *
 * <p>In: documents of entities, conditions. Out: calls of what the configuration API itself calls:
 * the same checks, rights, revisions and audit log; there is no second copy of a rule here. Writes
 * no table of its own.
 *
 * <p>Failure: a call that writes is one transaction, so a refusal, a failure or a crash half way
 * leaves nothing written; after a fault of ours while committing nobody knows. Publishing goes
 * template by template, as through the configuration API: a fault says which were published before.
 */
@NullMarked
package io.herald.control.classic;

import org.jspecify.annotations.NullMarked;

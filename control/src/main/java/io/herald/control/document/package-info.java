/**
 * Makes HTML of word processor documents, docx and odt, whose text holds tags of the template
 * language (TPL-71), when a message is previewed, checked or published.
 *
 * <p>In: a draft's content and the bytes of the stored files it names. Out: the same content, with
 * HTML in place of the documents, or what is wrong with a document and in which paragraph.
 * Execution instances get the HTML and know nothing of documents. Pure computing: writes nothing,
 * so a crash half way leaves nothing behind.
 *
 * <p>A document is foreign bytes: {@link io.herald.control.document.Archive} and {@link
 * io.herald.control.document.Xml} bound what is unpacked, and refuse DTDs; {@link
 * io.herald.control.document.Room} bounds what a few bytes may become, before it is held. Styles
 * are read once, so that no document takes more time than its length. Nothing of a document reaches
 * the HTML unchecked: text is escaped, styles are made of known properties and values.
 */
@NullMarked
package io.herald.control.document;

import org.jspecify.annotations.NullMarked;

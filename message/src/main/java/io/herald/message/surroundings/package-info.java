/**
 * What templates may ask of the world, as an installation allows it (TPL-32, TPL-44, TPL-75): pages
 * of listed hosts, texts encrypted with the installation's key, barcodes.
 *
 * <p><b>In:</b> a question of a template. <b>Out:</b> a text, a refusal, or "not this time". Writes
 * no table, keeps nothing. How a page is fetched is the instance's business and handed in.
 *
 * <p><b>Failure policy:</b> every refusal is a value in words that hold no data of the event.
 */
@NullMarked
package io.herald.message.surroundings;

import org.jspecify.annotations.NullMarked;

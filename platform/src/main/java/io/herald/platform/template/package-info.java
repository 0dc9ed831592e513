/**
 * What an installation says about templates, the same for control, which previews, and execution
 * instances, which send. Settings go in, values come out; a value that is none stops the start with
 * its name. Writes nothing.
 */
@NullMarked
package io.herald.platform.template;

import org.jspecify.annotations.NullMarked;

/**
 * What a file is, judged by its name and its first bytes (TPL-73), and how large a picture would be
 * (TPL-71). No tables, no failures: whatever is in a file, it gets a type.
 */
@NullMarked
package io.herald.message.file;

import org.jspecify.annotations.NullMarked;

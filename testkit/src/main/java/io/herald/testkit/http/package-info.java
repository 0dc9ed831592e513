/**
 * A real HTTP receiver for tests of what is posted to others: records every request and answers as
 * the test wrote down. In: a script. Out: what was received. No tables; everything ends with {@code
 * close}.
 */
@NullMarked
package io.herald.testkit.http;

import org.jspecify.annotations.NullMarked;

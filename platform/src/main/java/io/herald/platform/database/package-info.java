/**
 * PostgreSQL: by URL or embedded on a kept data directory; pools, migrations, and writing in
 * groups.
 */
@NullMarked
package io.herald.platform.database;

import org.jspecify.annotations.NullMarked;

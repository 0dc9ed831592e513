package io.herald.control.data;

import java.util.List;

/**
 * Rows that enrichments look up, without the rows.
 *
 * @param name as enrichments give it in {@code source}
 * @param label for people
 * @param columns that occur in some row, in the order they were given
 * @param digest of the rows
 */
record DataResource(String name, String label, List<String> columns, int rowCount, String digest) {}

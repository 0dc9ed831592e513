/**
 * The one description of what the Classic dialect serves: schemas, their attributes, their methods
 * with parameters in order. What clients read about us is written from it: schema documents ({@link
 * io.herald.execution.collect.soap.schema.SchemaDocument}), WSDL ({@link
 * io.herald.execution.collect.soap.schema.WsdlDocument}) and the reference page; the table of calls
 * is checked against it at start.
 *
 * <p>In: nothing but constants and the columns of {@link io.herald.execution.query.QueryTable}.
 * Out: XML as text. No tables, no state, nothing that can fail or be left half done.
 */
@NullMarked
package io.herald.execution.collect.soap.schema;

import org.jspecify.annotations.NullMarked;

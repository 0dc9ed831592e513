/**
 * How an instance describes what it serves over SOAP: schemas, their attributes, their methods with
 * parameters in order. What clients read about us is written from it: schema documents ({@link
 * io.herald.platform.soap.schema.SchemaDocument}), WSDL ({@link
 * io.herald.platform.soap.schema.WsdlDocument}) and the reference page; the table of calls is
 * checked against it at start.
 *
 * <p>In: nothing but constants. Out: XML as text. No tables, no state, nothing that can fail or be
 * left half done.
 */
@NullMarked
package io.herald.platform.soap.schema;

import org.jspecify.annotations.NullMarked;

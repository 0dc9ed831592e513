/**
 * What tests are made of: a clock they move, a real PostgreSQL with a fresh database per test, a
 * way to kill that server under load.
 */
@NullMarked
package io.herald.testkit;

import org.jspecify.annotations.NullMarked;

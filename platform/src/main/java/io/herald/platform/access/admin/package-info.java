/**
 * Administration of access over HTTP, as operations of the native API: API clients and their
 * secrets, operators and groups, the audit log. All of them take {@link
 * io.herald.platform.access.Permission#ADMINISTER}.
 *
 * <p>In: JSON that was read. Out: JSON; a secret only in the one answer that made it. Writes
 * through {@link io.herald.platform.access}; every change is written to the audit log before it is
 * answered. A refusal names the property; when the database cannot be asked, the caller is told to
 * come again. A crash between a change and its line in the audit log leaves the change without it.
 */
@NullMarked
package io.herald.platform.access.admin;

import org.jspecify.annotations.NullMarked;

/**
 * Order mails as a Java team writes them by default. In: events as JSON. Out: mails. An event is a
 * row from its positive answer on; a crash between sending and marking sends that mail again.
 */
@NullMarked
package com.example.ordermail;

import org.jspecify.annotations.NullMarked;

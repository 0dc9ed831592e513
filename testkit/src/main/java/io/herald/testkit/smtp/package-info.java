/**
 * An SMTP server for tests that speaks the real protocol, keeps what it receives and misbehaves on
 * request. {@link io.herald.testkit.smtp.FakeSmtpServer} is the way in.
 */
@NullMarked
package io.herald.testkit.smtp;

import org.jspecify.annotations.NullMarked;

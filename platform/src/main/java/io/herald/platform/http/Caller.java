package io.herald.platform.http;

import java.net.InetAddress;

/**
 * Where a call came from.
 *
 * @param address the caller's own address, not that of a proxy we trust
 * @param secure whether the caller spoke TLS, to us or to a proxy we trust
 */
public record Caller(InetAddress address, boolean secure) {}

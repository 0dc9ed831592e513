package io.herald.control.publish;

import java.net.URI;

/**
 * An execution instance as registered here (CX-2).
 *
 * @param id stable number of the registration
 * @param name unique, for people and for the address of the resource
 * @param url where its link listens: http or https, without a trailing slash
 * @param enabled whether it is kept up to date
 */
public record ExecutionInstance(long id, String name, String label, URI url, boolean enabled) {}

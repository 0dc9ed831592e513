package io.herald.platform.access;

/**
 * A program that calls the REST interface.
 *
 * @param id stable number
 * @param name unique, for people
 * @param organization the only one it may act for
 */
public record ApiClient(long id, String name, String organization) {}

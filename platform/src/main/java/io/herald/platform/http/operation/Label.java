package io.herald.platform.http.operation;

/**
 * A word out of a list, or its number in the list, as a caller wrote it (DM-7): {@code "email"} and
 * {@code 0} are the same channel.
 */
public record Label(String text) {}

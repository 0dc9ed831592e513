package io.herald.control.resource;

/**
 * A file's bytes; shared, do not change them.
 *
 * @param type media type
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ResourceBytes(String type, byte[] bytes) {}

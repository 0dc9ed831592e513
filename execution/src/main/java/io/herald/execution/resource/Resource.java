package io.herald.execution.resource;

/**
 * A stored file; shared, do not change the bytes.
 *
 * @param type media type
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Resource(String type, byte[] bytes) {}

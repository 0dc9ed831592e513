package io.herald.execution.attach;

/**
 * A file in a mail; shared, do not change the bytes.
 *
 * @param name as it is displayed, or the Content-ID of a picture inside the HTML
 * @param type media type
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record MailFile(String name, String type, byte[] bytes) {}

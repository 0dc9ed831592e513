package io.herald.platform.http.operation;

/**
 * One thing wrong with what was sent, and where.
 *
 * @param part the property or parameter it is about, for example {@code email} or {@code
 *     fields[2].type}
 * @param message what is wrong and what to do; never repeats the caller's data
 */
@Described("One thing that is wrong, and where")
public record Finding(
    @Described("The property or parameter it is about") String part,
    @Described("What is wrong, and what to do") String message) {}

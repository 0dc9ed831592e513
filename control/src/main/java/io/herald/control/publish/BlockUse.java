package io.herald.control.publish;

/**
 * A live version that took a block in (TPL-43).
 *
 * @param version the live one
 * @param templateRevision the draft it was made from
 * @param draftChanged whether the draft or its event type was saved since
 * @param upToDate whether the block it took in is what the block is today
 */
public record BlockUse(
    String block,
    String template,
    int version,
    int templateRevision,
    boolean draftChanged,
    boolean upToDate) {}

package io.herald.control.document;

import java.util.List;

/**
 * A document as far as we show it.
 *
 * @param page size and margins
 * @param text how text looks that says nothing else
 * @param leftOut what of the document the PDF will not show, for its author
 */
record Body(Css page, Css text, List<Block> blocks, List<String> leftOut) {}

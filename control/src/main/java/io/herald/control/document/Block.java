package io.herald.control.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands below each other in a document. */
sealed interface Block {
  /**
   * A paragraph.
   *
   * @param number from 1; 0: not counted yet
   * @param heading 1 to 6; 0: it is none
   * @param marker what stands before an item of a list; null: it is none
   */
  record Paragraph(int number, Css css, int heading, @Nullable Marker marker, List<Inline> inlines)
      implements Block {
    Paragraph with(int newNumber, List<Inline> others) {
      return new Paragraph(newNumber, css, heading, marker, others);
    }
  }

  /**
   * A table.
   *
   * @param widths CSS of each column's width, as far as known
   */
  record Table(Css css, List<String> widths, List<Row> rows) implements Block {}

  /**
   * A table's row.
   *
   * @param heads whether it is shown again on each page
   */
  record Row(boolean heads, List<Cell> cells) {}

  /**
   * A cell.
   *
   * @param columns it spans
   * @param rows it spans
   */
  record Cell(Css css, int columns, int rows, List<Block> blocks) {}

  /**
   * The bullet or number of a list's item.
   *
   * @param list tells lists apart
   * @param level from 0
   * @param style a CSS counter style; empty: a bullet
   */
  record Marker(String list, int level, String style) {}

  /** What stands beside each other in a paragraph. */
  sealed interface Inline {
    record Text(String text, Css css) implements Inline {}

    /** A tag of the template language, with its brackets. */
    record Tag(String text, Css css) implements Inline {
      boolean prints() {
        return text.startsWith("<%=") || text.matches("(?s)<%@\\s*(include|value)\\b.*");
      }

      /** Whether something begins here that another tag ends. */
      boolean opens() {
        return text.startsWith("<%@")
            ? text.matches("(?s)<%@\\s*(each|if|foreach)\\b.*")
            : !prints() && inner().endsWith("{") && !inner().startsWith("}");
      }

      /** Whether what begins here may come more than once. */
      boolean repeats() {
        return opens() && text.matches("(?s).*\\b(each|foreach|forEach|for|while)\\b.*");
      }

      /** Whether something that another tag began ends here. */
      boolean closes() {
        return text.startsWith("<%@")
            ? text.matches("(?s)<%@\\s*end\\s*%>")
            : !prints() && inner().startsWith("}") && !inner().endsWith("{");
      }

      private String inner() {
        return text.substring(2, text.length() - 2).strip();
      }
    }

    record Break() implements Inline {}

    /** What follows begins on a new page. */
    record PageBreak() implements Inline {}

    /**
     * A picture.
     *
     * @param data its bytes as an address
     */
    record Picture(String data, Css css) implements Inline {}
  }
}

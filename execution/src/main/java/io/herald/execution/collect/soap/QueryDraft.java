package io.herald.execution.collect.soap;

import io.herald.message.expression.Conditions;
import io.herald.message.expression.Conditions.Condition;
import io.herald.platform.soap.SoapXml;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * A query document as its caller wrote it, not yet understood (API-29, client contract A.8).
 *
 * @param attributes those of the document itself that mean something here; empty texts for none
 * @param select its nodes
 * @param where its conditions, joined as {@link Conditions} says
 * @param orderBy its nodes
 * @param unsupported the first part that would change the answer and is not supported; null: none
 */
record QueryDraft(
    Attributes attributes,
    List<Node> select,
    List<Condition> where,
    List<Node> orderBy,
    @Nullable String unsupported) {
  /** Nodes and conditions of one query. */
  static final int MAX_PARTS = 300;

  /** What the document element says. */
  record Attributes(String schema, String operation, String lineCount, String startLine) {}

  /**
   * A value that is selected or ordered by.
   *
   * @param alias how the answer is to name it; empty: as it is
   */
  record Node(String expr, String alias, boolean descending) {}

  /** Standing on the start of the document element: reads it; goes to its end. */
  static QueryDraft read(SoapXml xml) throws XMLStreamException {
    return new Reader(xml).read();
  }

  /** For one document, by one thread. */
  private static final class Reader {
    private static final Set<String> CHANGE_A_CONDITION = Set.of("sql", "setOperator", "enabledIf");
    private static final Set<String> CHANGE_A_QUERY =
        Set.of("distinct", "firstRows", "mode", "fullLoad");

    private final SoapXml xml;
    private int parts;
    private @Nullable String unsupported;

    Reader(SoapXml xml) {
      this.xml = xml;
    }

    QueryDraft read() throws XMLStreamException {
      Attributes attributes =
          new Attributes(
              attribute("schema"),
              attribute("operation"),
              attribute("lineCount"),
              attribute("startLine"));
      for (String name : CHANGE_A_QUERY) {
        if (attribute(name).equals("true")) {
          unsupported("@" + name);
        }
      }
      List<Node> select = new ArrayList<>();
      List<Condition> where = new ArrayList<>();
      List<Node> orderBy = new ArrayList<>();
      while (xml.nextChild()) {
        switch (xml.name()) {
          case "select" -> nodes(select);
          case "where" -> conditions(where);
          case "orderBy" -> nodes(orderBy);
          default -> {
            unsupported("<" + xml.name() + ">");
            xml.skip();
          }
        }
      }
      return new QueryDraft(attributes, select, where, orderBy, unsupported);
    }

    private void nodes(List<Node> nodes) throws XMLStreamException {
      while (xml.nextChild()) {
        if (xml.name().equals("node") && hasRoom()) {
          nodes.add(
              new Node(
                  attribute("expr"), attribute("alias"), attribute("sortDesc").equals("true")));
        } else if (!xml.name().equals("node")) {
          unsupported("<" + xml.name() + ">");
        }
        xml.skip();
      }
    }

    private void conditions(List<Condition> conditions) throws XMLStreamException {
      while (xml.nextChild()) {
        if (!xml.name().equals("condition")) {
          unsupported("<" + xml.name() + ">");
          xml.skip();
        } else if (!hasRoom()) {
          xml.skip();
        } else {
          for (String name : CHANGE_A_CONDITION) {
            if (!attribute(name).isEmpty()) {
              unsupported("condition/@" + name);
            }
          }
          String expr = attribute("expr");
          String operator = attribute("boolOperator");
          List<Condition> inner = new ArrayList<>();
          conditions(inner);
          conditions.add(new Condition(expr, operator, inner));
        }
      }
    }

    private boolean hasRoom() {
      if (++parts > MAX_PARTS) {
        unsupported("more than " + MAX_PARTS + " nodes and conditions");
        return false;
      }
      return true;
    }

    private void unsupported(String what) {
      if (unsupported == null) {
        unsupported = what;
      }
    }

    /** The attribute we stand on; empty when it is not there. */
    private String attribute(String name) {
      for (int i = 0; i < xml.attributeCount(); i++) {
        if (xml.attributeName(i).equals(name) && !xml.isNoAttribute(i)) {
          return xml.attributeValue(i).strip();
        }
      }
      return "";
    }
  }
}

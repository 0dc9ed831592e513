package io.herald.platform.soap.schema;

/**
 * Writes a schema as the known clients read it (client contract A.8, GetEntityIfMoreRecent):
 * methods are direct children of {@code methods}, and nothing says {@code implements}, because a
 * client would then ask for more. Pure functions.
 */
public final class SchemaDocument {
  private SchemaDocument() {}

  /** The document: one element, without declaration. */
  public static String of(Schema schema) {
    StringBuilder out = new StringBuilder("<schema");
    out.append(XmlText.attribute("namespace", schema.namespace()));
    out.append(XmlText.attribute("name", schema.localName()));
    out.append(XmlText.attribute("label", schema.label()));
    out.append(XmlText.attribute("xtkschema", "xtk:schema")).append('>');
    schema.elements().forEach(element -> element(out, element));
    if (!schema.methods().isEmpty()) {
      out.append("<methods>");
      schema.methods().forEach(method -> method(out, method));
      out.append("</methods>");
    }
    return out.append("</schema>").toString();
  }

  private static void element(StringBuilder out, Schema.Element element) {
    out.append("<element").append(XmlText.attribute("name", element.name()));
    out.append(XmlText.attribute("label", element.label())).append('>');
    for (Schema.Attribute attribute : element.attributes()) {
      out.append("<attribute").append(XmlText.attribute("name", attribute.name()));
      out.append(XmlText.attribute("type", attribute.type()));
      out.append(XmlText.attribute("label", attribute.label())).append("/>");
    }
    element.children().forEach(child -> element(out, child));
    out.append("</element>");
  }

  private static void method(StringBuilder out, Method method) {
    out.append("<method").append(XmlText.attribute("name", method.name()));
    out.append(method.onDocument() ? " const=\"true\"" : " static=\"true\"").append('>');
    if (!method.parameters().isEmpty()) {
      out.append("<parameters>");
      for (Parameter parameter : method.parameters()) {
        out.append("<param").append(XmlText.attribute("name", parameter.name()));
        out.append(XmlText.attribute("type", parameter.type().schemaType()));
        out.append(XmlText.attribute("inout", parameter.direction().label())).append("/>");
      }
      out.append("</parameters>");
    }
    out.append("</method>");
  }
}

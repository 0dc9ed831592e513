package io.herald.control.classic;

import static io.herald.platform.soap.schema.Parameter.in;
import static io.herald.platform.soap.schema.Parameter.out;

import io.herald.platform.soap.schema.Method;
import io.herald.platform.soap.schema.Parameter;
import io.herald.platform.soap.schema.ParameterType;
import io.herald.platform.soap.schema.Schema;
import io.herald.platform.soap.schema.Schemas;
import io.herald.platform.soap.schema.SessionSchema;
import java.util.List;
import java.util.stream.Stream;

/** Everything the Classic dialect serves on the control instance, described once. Constants. */
final class ServedSchemas {
  static final String DELIVERY = "nms:delivery";

  /** All of them. */
  static final Schemas ALL =
      new Schemas(
          List.of(
              new Schema(
                  DELIVERY,
                  "Template of a transactional message",
                  List.of(delivery()),
                  deployment()),
              new Schema(
                  "xtk:enumValue",
                  "Value of an enumeration: an event type",
                  List.of(
                      element(
                          "enumValue",
                          "Event type",
                          List.of(
                              string("name", "Internal name, the key"), string("label", "Label")),
                          element(
                              "enum", "Enumeration", List.of(string("name", "Always eventType"))))),
                  List.of()),
              new Schema(
                  "xtk:operator",
                  "Operator",
                  List.of(
                      element(
                          "operator",
                          "Operator",
                          List.of(
                              string("name", "Login, the key"),
                              string("label", "Label"),
                              string("email", "E-mail address"),
                              new Schema.Attribute("type", "byte", "Always 0"),
                              new Schema.Attribute("disabled", "boolean", "Locked out")),
                          element(
                              "access",
                              "Access",
                              List.of(
                                  string(
                                      "password", "Password, 12 characters or more; never read"))),
                          element(
                              "group",
                              "Group",
                              List.of(string("name", "Group it is in; repeated"))),
                          element(
                              "right",
                              "Right",
                              List.of(string("name", "Right of its own; repeated"))))),
                  List.of()),
              new Schema(
                  "xtk:group",
                  "Group of operators",
                  List.of(
                      element(
                          "group",
                          "Group",
                          List.of(string("name", "Name, the key")),
                          element(
                              "right",
                              "Right",
                              List.of(string("name", "Right its operators have; repeated"))))),
                  List.of()),
              new Schema(
                  SessionSchema.PERSIST, "Writing", List.of(), writing(SessionSchema.PERSIST)),
              SessionSchema.of(writing(SessionSchema.NAME))));

  private ServedSchemas() {}

  private static List<Method> writing(String service) {
    return List.of(
        method(
            service,
            "Write",
            Method.Right.OF_ENTITY,
            "writes an entity; see below",
            in("doc", ParameterType.DOCUMENT)),
        method(
            service,
            "WriteCollection",
            Method.Right.OF_ENTITY,
            "writes the entities inside an element of any name, all or none",
            in("doc", ParameterType.DOCUMENT)));
  }

  private static List<Method> deployment() {
    return List.of(
        many("DeployTriggerMessages", "publishes the templates that conditions mean"),
        one(
            "DeployTriggerMessageSingle",
            "publishes a template, by its id or internal name; answers whether every execution"
                + " instance has it"),
        many("UnpublishTriggerMessages", "takes the templates that conditions mean off again"),
        one(
            "UnpublishTriggerMessageSingle",
            "takes a template off again; answers whether it is gone from every execution"
                + " instance"));
  }

  private static Method many(String name, String purpose) {
    return method(
        DELIVERY,
        name,
        Method.Right.CONFIGURE,
        purpose,
        in("deliveries", ParameterType.ELEMENT),
        in("localPublish", ParameterType.BOOLEAN));
  }

  private static Method one(String name, String purpose) {
    return method(
        DELIVERY,
        name,
        Method.Right.CONFIGURE,
        purpose,
        in("deliveryId", ParameterType.INT64),
        in("localPublish", ParameterType.BOOLEAN),
        out("isSuccess", ParameterType.BOOLEAN));
  }

  private static Method method(
      String service, String name, Method.Right right, String purpose, Parameter... parameters) {
    return new Method(service, name, false, null, right, List.of(parameters), purpose);
  }

  private static Schema.Element delivery() {
    return element(
        "delivery",
        "Template",
        List.of(
            string("internalName", "Internal name, the key"),
            new Schema.Attribute("id", "long", "Number, a second key; never changed"),
            string("label", "Label"),
            string("eventType", "Event type it answers"),
            new Schema.Attribute("messageType", "byte", "Channel: 0, e-mail"),
            new Schema.Attribute("isModel", "boolean", "Always true")),
        element(
            "mailParameters",
            "Envelope",
            List.of(),
            text("senderName", "Sender's name"),
            text("senderAddress", "Sender's address"),
            text("replyAddress", "Address for answers"),
            text("errorAddress", "Address for bounces"),
            text("subject", "Subject")),
        element(
            "content",
            "Content",
            List.of(),
            text("subject", "Subject; wins over that of mailParameters"),
            element("html", "HTML", List.of(), text("source", "Source")),
            element("text", "Plain text", List.of(), text("source", "Source"))),
        element(
            "scenario",
            "Delivery",
            List.of(
                new Schema.Attribute(
                    "validityDuration", "timespan", "Seconds an event may wait"))));
  }

  private static Schema.Attribute string(String name, String label) {
    return new Schema.Attribute(name, "string", label);
  }

  private static Schema.Element text(String name, String label) {
    return element(name, label, List.of());
  }

  private static Schema.Element element(
      String name, String label, List<Schema.Attribute> attributes, Schema.Element... children) {
    return new Schema.Element(name, label, attributes, Stream.of(children).toList());
  }
}

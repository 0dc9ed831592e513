package io.herald.execution.collect.soap;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

@Timeout(120)
@DisplayName(
    "GetEntityIfMoreRecent gives the schemas clients build calls from (client contract A.8)")
class SchemasTest {
  private static Doors doors;

  @BeforeAll
  static void open() throws Exception {
    doors = new Doors();
  }

  @AfterAll
  static void close() {
    doors.close();
  }

  private static Element document(String service, String key) throws Exception {
    Element answer =
        SoapClient.body(
            SoapClient.post(
                doors,
                SoapClient.call(
                    service,
                    "GetEntityIfMoreRecent",
                    "<t>"
                        + SoapClient.INLINE
                        + "</t><pk>"
                        + key
                        + "</pk><md5/><mustExist>false</mustExist>")));
    assertThat(answer.getTagName()).isEqualTo("GetEntityIfMoreRecentResponse");
    assertThat(answer.getAttribute("xmlns")).isEqualTo("urn:" + service);
    return (Element) answer.getElementsByTagName("pdomDoc").item(0);
  }

  private static Element child(Element parent, String tag, String name) {
    return IntStream.range(0, parent.getChildNodes().getLength())
        .mapToObj(parent.getChildNodes()::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .filter(e -> e.getTagName().equals(tag))
        .filter(e -> name.isEmpty() || e.getAttribute("name").equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + tag + " " + name));
  }

  @ParameterizedTest
  @CsvSource({
    "nms:rtEvent, PushEvent, static, 'event DOMDocument in, id int64 out'",
    "nms:rtEvent, PushEvents, static, 'eventCollection DOMDocument in, ids DOMDocument out'",
    "nms:batchEvent, PushEvent, static, 'event DOMDocument in, id int64 out'",
    "xtk:queryDef, ExecuteQuery, const, output DOMDocument out",
    "xtk:session, GetOption, static, 'name string in, value string out, type byte out'",
    "xtk:session, GetUserInfo, static, userInfo sessionUserInfo out",
    "xtk:session, GetServerTime, static, serverTime datetime out",
  })
  void methodsAreDirectChildrenWithTheirParametersInOrder(
      String schema, String name, String flag, String parameters) throws Exception {
    for (String service : new String[] {"xtk:persist", "xtk:session"}) {
      Element root = SoapClient.firstElement(document(service, "xtk:schema|" + schema));
      assertThat(root.getTagName()).isEqualTo("schema");
      assertThat(root.getAttribute("xtkschema")).isEqualTo("xtk:schema");
      assertThat(root.getAttribute("namespace") + ":" + root.getAttribute("name"))
          .isEqualTo(schema);
      // a client would ask for more schemas
      assertThat(root.hasAttribute("implements")).isFalse();
      Element method = child(child(root, "methods", ""), "method", name);
      assertThat(method.getAttribute(flag)).isEqualTo("true");
      Node list = child(method, "parameters", "");
      StringBuilder found = new StringBuilder();
      for (int i = 0; i < list.getChildNodes().getLength(); i++) {
        Element parameter = (Element) list.getChildNodes().item(i);
        found
            .append(i == 0 ? "" : ", ")
            .append(parameter.getAttribute("name"))
            .append(' ')
            .append(parameter.getAttribute("type"))
            .append(' ')
            .append(parameter.getAttribute("inout"));
      }
      assertThat(found.toString()).isEqualTo(parameters);
    }
  }

  @Test
  void whatCanBeQueriedSaysItsAttributes() throws Exception {
    Element log =
        SoapClient.firstElement(document("xtk:persist", "xtk:schema|nms:broadLogRtEvent"));
    Element element = child(log, "element", "broadLogRtEvent");
    assertThat(child(element, "attribute", "failureReason").getAttribute("type")).isEqualTo("byte");
    assertThat(child(element, "attribute", "eventDate").getAttribute("type")).isEqualTo("datetime");
    assertThat(child(child(element, "element", "event"), "attribute", "type").getAttribute("type"))
        .isEqualTo("string");
    Element session = SoapClient.firstElement(document("xtk:persist", "xtk:schema|xtk:session"));
    assertThat(child(session, "element", "userInfo")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xtk:schema|nms:recipient",
        "xtk:schema|",
        "",
        "nms:rtEvent",
        "xtk:form|nms:rtEvent"
      })
  void whatIsNotServedIsEmptyAndNoFault(String key) throws Exception {
    assertThat(document("xtk:persist", key).hasChildNodes()).isFalse();
  }
}

package io.herald.control.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.soap.SoapXml;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** API-30: whatever an entity holds is either read or reported, and reports are bounded. */
class EntityReadingFuzzTest {
  private static XmlElement read(String text) throws XMLStreamException {
    SoapXml xml = SoapXml.withNamespaces(text);
    assertThat(xml.nextChild()).isTrue();
    return XmlElement.read(xml);
  }

  private static int leaves(XmlElement element) {
    return element.attributes().size()
        + element.children().stream().mapToInt(child -> 1 + leaves(child)).sum();
  }

  @Property(seed = "20260131")
  void whatIsReadIsNotReportedAndTheRestIs(@ForAll("pieces") List<String> pieces) {
    XmlElement entity;
    try {
      entity = read("<e a='1'>" + String.join("", pieces) + "</e>");
    } catch (XMLStreamException e) {
      return; // pieces that do not fit
    }
    EntityReading reading = new EntityReading(entity);
    assertThat(reading.value("@a")).isEqualTo("1");
    String source = reading.value("content/html/source");

    List<String> unread = reading.unread();
    assertThat(unread).doesNotContain("@a").hasSizeLessThanOrEqualTo(40).doesNotHaveDuplicates();
    assertThat(unread).allSatisfy(path -> assertThat(path.length()).isLessThan(400));
    if (source != null) {
      assertThat(unread).doesNotContain("content", "content/html", "content/html/source");
    }
    if (leaves(entity) == 1) {
      assertThat(unread).isEmpty();
    }
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(
            "<content><html><source>x</source></html></content>",
            "<content>",
            "</content>",
            "<html b='2'>",
            "</html>",
            "<source/>",
            "<x y='1' z='2'/>",
            "<" + "n".repeat(200) + "/>",
            "<q:r xmlns:q='urn:q' q:s='1' t='2'/>",
            "text",
            "<![CDATA[<]]>",
            "&amp;")
        .list()
        .ofMaxSize(60);
  }
}

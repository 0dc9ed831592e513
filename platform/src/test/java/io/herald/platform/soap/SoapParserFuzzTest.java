package io.herald.platform.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.soap.schema.Schemas;
import io.herald.platform.soap.schema.SessionSchema;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.stream.XMLStreamException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever bytes come, an envelope is a call or a fault that can be read (API-4, API-26). */
class SoapParserFuzzTest {
  private static final String GOOD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
          + "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\""
          + " xmlns:u=\"urn:xtk:session\" xmlns=\"urn:other\"><S:Header><a/></S:Header><S:Body>"
          + "<u:Logon><u:t>___x</u:t><u:e><!-- c --><rtEvent type=\"a\" email=\"a@b.c\">"
          + "<ctx a='1' u:b=\"&#10;\"><![CDATA[<&]]>é&amp;<x:y xmlns:x='urn:x' x:z='2'/>"
          + "<n xmlns='urn:n'><m xmlns=''/></n><?pi?></ctx></rtEvent></u:e></u:Logon>"
          + "</S:Body></S:Envelope>";

  private static final DocumentBuilderFactory STRICT =
      DocumentBuilderFactory.newDefaultNSInstance();

  private final SoapParser parser =
      new SoapParser(
          SoapMethods.some(
              new Schemas(List.of(SessionSchema.of(List.of()))),
              Map.of(
                  new MethodName(SessionSchema.NAME, "Logon"),
                  parameters -> {
                    parameters.element((xml, namespace) -> depth(xml));
                    return (SoapMethod.Open)
                        exchange -> new SoapAnswer.Success(exchange.name(), "");
                  })));

  /** Reads everything there is to read of an element. */
  private static int depth(SoapXml xml) throws XMLStreamException {
    int deepest = 0;
    for (int i = 0; i < xml.attributeCount(); i++) {
      assertThat(xml.attributeName(i)).isNotEmpty();
      assertThat(xml.attributeValue(i)).isNotNull();
    }
    while (xml.nextChild()) {
      deepest = Math.max(deepest, depth(xml));
    }
    return deepest + 1;
  }

  private void holds(byte[] bytes) throws Exception {
    if (SoapText.decode(bytes, "text/xml") instanceof SoapText.Decoded(String text)) {
      for (String action : new String[] {null, "\"xtk:session#Logon\""}) {
        if (parser.parse(text, action) instanceof SoapParser.Parsed.Unusable(var fault)) {
          DocumentBuilder builder = STRICT.newDocumentBuilder();
          builder.setErrorHandler(null);
          byte[] answer = SoapWriter.envelope(fault).getBytes(UTF_8);
          assertThat(builder.parse(new ByteArrayInputStream(answer)).getDocumentElement())
              .isNotNull();
        }
      }
    }
  }

  @Property(tries = 1, seed = "20260131")
  void theUnchangedMessageIsACall() throws Exception {
    assertThat(parser.parse(GOOD, null)).isInstanceOf(SoapParser.Parsed.Call.class);
    holds(GOOD.getBytes(UTF_8));
  }

  @Property(seed = "20260131")
  void anyBytes(@ForAll @Size(max = 200) byte[] bytes) throws Exception {
    holds(bytes);
  }

  @Property(seed = "20260131")
  void aGoodMessageCutOff(@ForAll @IntRange(max = 700) int length) throws Exception {
    byte[] good = GOOD.getBytes(UTF_8);
    holds(Arrays.copyOf(good, Math.min(length, good.length)));
  }

  @Property(tries = 2000, seed = "20260131")
  void aGoodMessageWithBytesChanged(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 700) Integer> places,
      @ForAll @Size(4) byte[] values)
      throws Exception {
    byte[] body = GOOD.getBytes(UTF_8);
    for (int i = 0; i < places.size(); i++) {
      body[places.get(i) % body.length] = values[i];
    }
    holds(body);
  }
}

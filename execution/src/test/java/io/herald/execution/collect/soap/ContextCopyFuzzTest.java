package io.herald.execution.collect.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.Queue;
import io.herald.platform.access.Operator;
import io.herald.platform.access.Principal;
import io.herald.platform.soap.MethodName;
import io.herald.platform.soap.SoapAnswer;
import io.herald.platform.soap.SoapMethod;
import io.herald.platform.soap.SoapMethods;
import io.herald.platform.soap.SoapParser;
import io.herald.platform.soap.SoapText;
import io.herald.platform.soap.SoapWriter;
import java.io.ByteArrayInputStream;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whatever stands in an envelope, the copy of a context can be parsed alone. */
class ContextCopyFuzzTest {
  private static final String GOOD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
          + "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\""
          + " xmlns:u=\"urn:nms:rtEvent\" xmlns=\"urn:other\"><S:Header><a/></S:Header><S:Body>"
          + "<u:PushEvent><u:t>___x</u:t><u:e><!-- c --><rtEvent type=\"a\" email=\"a@b.c\">"
          + "<ctx a='1' u:b=\"&#10;\"><![CDATA[<&]]>é&amp;<x:y xmlns:x='urn:x' x:z='2'/>"
          + "<n xmlns='urn:n'><m xmlns=''/></n><?pi?></ctx></rtEvent></u:e></u:PushEvent>"
          + "</S:Body></S:Envelope>";

  private static final DocumentBuilderFactory STRICT =
      DocumentBuilderFactory.newDefaultNSInstance();

  private static final Principal SENDER =
      new Principal.OfOperator(new Operator(1, "mc", Set.of(Operator.MESSAGE_CENTER_EXECUTION)));

  private final AtomicReference<@Nullable EventDraft> draft = new AtomicReference<>();
  private final SoapParser parser =
      new SoapParser(
          SoapMethods.some(
              ServedSchemas.ALL,
              Map.of(
                  new MethodName("nms:rtEvent", "PushEvent"),
                  parameters -> {
                    draft.set(parameters.element(EventDraft::read));
                    return (SoapMethod.Open)
                        exchange -> new SoapAnswer.Success(exchange.name(), "");
                  })));

  private void holds(byte[] bytes) throws Exception {
    if (SoapText.decode(bytes, "text/xml") instanceof SoapText.Decoded(String text)) {
      for (String action : new String[] {null, "\"nms:rtEvent#PushEvent\""}) {
        draft.set(null);
        switch (parser.parse(text, action)) {
          case SoapParser.Parsed.Unusable(SoapAnswer.Fault fault) ->
              parses(SoapWriter.envelope(fault));
          case SoapParser.Parsed.Call call -> {
            EventDraft event = draft.get();
            if (event != null && event.context() != null) {
              parses(event.context());
              event.understand(Queue.REAL_TIME, ZoneOffset.UTC, SENDER);
            }
          }
        }
      }
    }
  }

  private static void parses(String xml) throws Exception {
    DocumentBuilder builder = STRICT.newDocumentBuilder();
    builder.setErrorHandler(null);
    assertThat(builder.parse(new ByteArrayInputStream(xml.getBytes(UTF_8))).getDocumentElement())
        .isNotNull();
  }

  @Property(tries = 1, seed = "20260131")
  void theUnchangedMessageIsACall() throws Exception {
    assertThat(parser.parse(GOOD, null)).isInstanceOf(SoapParser.Parsed.Call.class);
    holds(GOOD.getBytes(UTF_8));
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

  @Property(tries = 2000, seed = "20260131")
  void piecesOfXmlAsTheContext(@ForAll("pieces") List<String> pieces) throws Exception {
    String context = String.join("", pieces);
    holds(
        GOOD.replaceAll("(?s)<ctx.*</ctx>", "<ctx>" + Matcher.quoteReplacement(context) + "</ctx>")
            .getBytes(UTF_8));
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(
            "<a>",
            "</a>",
            "<b/>",
            "<u:c>",
            "</u:c>",
            "<q:d q:e='1' e='2' z:e='3'/>",
            "<:x/>",
            "<a:b:c/>",
            "<x:1/>",
            "<a xmlns='urn:a'>",
            "<a xmlns:u='urn:b' u:c=''>",
            "]]&gt;",
            "<![CDATA[",
            "]]>",
            "&#13;",
            "&#x10000;",
            "&lt;",
            "&#0;",
            "&x;",
            "<!--",
            "-->",
            "<?p ?>",
            "text",
            " ",
            "\n",
            "<p:a xmlns:p='urn:nms:rtEvent' p:a='1' a='2'/>")
        .list()
        .ofMaxSize(12);
  }
}

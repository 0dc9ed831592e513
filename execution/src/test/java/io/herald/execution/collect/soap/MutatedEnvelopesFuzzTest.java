package io.herald.execution.collect.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.query.EventQueries;
import io.herald.execution.query.EventQuery;
import io.herald.execution.query.QueryAnswer;
import io.herald.message.event.Queue;
import io.herald.platform.access.AgentCredentials;
import io.herald.platform.access.Operator;
import io.herald.platform.access.Principal;
import io.herald.platform.http.Caller;
import io.herald.platform.soap.GetEntityIfMoreRecent;
import io.herald.platform.soap.MethodName;
import io.herald.platform.soap.SoapAnswer;
import io.herald.platform.soap.SoapExchange;
import io.herald.platform.soap.SoapMethod;
import io.herald.platform.soap.SoapMethods;
import io.herald.platform.soap.SoapParser;
import io.herald.platform.soap.SoapWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Good envelopes with pieces moved, doubled, dropped and swapped. Short in the normal run; {@code
 * -Djqwik.tries.default=1000000} makes it long.
 */
@Label(
    "Whatever becomes of an envelope, it is a call or a fault, and an answer can be read (API-4)")
class MutatedEnvelopesFuzzTest {
  private static final List<String> GOOD =
      List.of(
          SoapClient.push(SoapClient.event("rtEvent")),
          SoapClient.call(
              "nms:batchEvent",
              "PushEvents",
              "<t>___x</t><e><Events partial='true'>"
                  + SoapClient.event("batchEvent")
                  + "<batchEvent type='a' mobilePhone='+336' scheduled='2026-01-31 10:00'><ctx a='1'>"
                  + "<![CDATA[x]]>&amp;</ctx><mobileApp uuid='u'/></batchEvent></Events></e>"),
          SoapClient.call(
              "xtk:queryDef",
              "ExecuteQuery",
              "<t/><entity><queryDef schema='nms:rtEvent' operation='select' lineCount='3'><select>"
                  + "<node expr='@id'/><node expr='Lower(@email)' alias='@e'/></select><where>"
                  + "<condition expr=\"@id = 8030 and @email like 'a%'\" boolOperator='OR'/>"
                  + "<condition expr='@created &gt; AddDays(GetDate(), -1)'><condition"
                  + " expr='@status IN (1, 2)'/></condition></where><orderBy><node expr='@created'"
                  + " sortDesc='true'/></orderBy></queryDef></entity>"),
          SoapClient.call("xtk:session", "Logon", "<t/><l>mc</l><p>x</p><e/>"),
          SoapClient.call(
              "xtk:persist",
              "GetEntityIfMoreRecent",
              "<t/><pk>xtk:schema|nms:rtEvent</pk><md5/><must>false</must>"));

  private static final DocumentBuilderFactory STRICT =
      DocumentBuilderFactory.newDefaultNSInstance();

  private static final Principal SENDER =
      new Principal.OfOperator(new Operator(1, "mc", Set.of(Operator.MESSAGE_CENTER_EXECUTION)));

  /** Has nothing. */
  private static final class NoEvents implements EventQueries {
    @Override
    public QueryAnswer find(EventQuery query) {
      return new QueryAnswer.Rows(List.of());
    }

    @Override
    public QueryAnswer count(EventQuery query) {
      return new QueryAnswer.Count(0);
    }
  }

  private final ExecuteQuery executeQuery = new ExecuteQuery(new NoEvents(), ZoneOffset.UTC);
  private final SoapParser parser =
      new SoapParser(
          SoapMethods.some(
              ServedSchemas.ALL,
              Map.of(
                  new MethodName("nms:rtEvent", "PushEvent"),
                  parameters -> understood(parameters.element(EventDraft::read)),
                  new MethodName("nms:batchEvent", "PushEvents"),
                  parameters -> {
                    @Nullable EventBatch batch =
                        parameters.element((xml, ns) -> EventBatch.read(xml, ns, 10));
                    if (batch != null) {
                      batch.events().forEach(MutatedEnvelopesFuzzTest::understood);
                    }
                    return (SoapMethod.Open) e -> new SoapAnswer.Success(e.name(), "");
                  },
                  new MethodName("xtk:queryDef", "ExecuteQuery"),
                  executeQuery,
                  new MethodName("xtk:session", "GetEntityIfMoreRecent"),
                  new GetEntityIfMoreRecent(ServedSchemas.ALL))));

  private static SoapMethod.Invocation understood(@Nullable EventDraft draft) {
    if (draft != null) {
      draft.understand(Queue.REAL_TIME, ZoneOffset.UTC, SENDER);
    }
    return (SoapMethod.Open) e -> new SoapAnswer.Success(e.name(), "");
  }

  @Property(seed = "20260131")
  void aMutatedEnvelope(@ForAll Random random) throws Exception {
    String envelope = GOOD.get(random.nextInt(GOOD.size()));
    List<String> pieces = new ArrayList<>(List.of(envelope.split("(?=<)|(?<=>)|(?<=['\"= ])")));
    for (int i = random.nextInt(4) + 1; i > 0; i--) {
      mutate(pieces, random);
    }
    String mutated = String.join("", pieces);
    @Nullable String action = random.nextBoolean() ? null : "\"nms:rtEvent#PushEvent\"";
    parser.begin(mutated.substring(0, random.nextInt(mutated.length() + 1)), action);
    switch (parser.parse(mutated, action)) {
      case SoapParser.Parsed.Unusable(SoapAnswer.Fault fault) -> readable(fault);
      case SoapParser.Parsed.Call call -> {
        if (call.invocation() instanceof SoapMethod.Guarded guarded) {
          readable(guarded.carryOut(exchange(call.name()), SENDER));
        }
      }
    }
  }

  /** None of these methods looks at the headers of its answer. */
  private static SoapExchange exchange(MethodName name) {
    HttpServletResponse response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                MutatedEnvelopesFuzzTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError(method);
                });
    return new SoapExchange(
        name,
        new AgentCredentials(null, null, null, null, null),
        new Caller(InetAddress.getLoopbackAddress(), false),
        response);
  }

  private static void mutate(List<String> pieces, Random random) {
    int at = random.nextInt(pieces.size());
    int other = random.nextInt(pieces.size());
    switch (random.nextInt(6)) {
      case 0 -> pieces.set(at, pieces.get(other));
      case 1 -> pieces.add(at, pieces.get(other));
      case 2 -> pieces.set(at, "");
      case 3 -> pieces.set(at, pieces.get(at).repeat(random.nextInt(3) * 40 + 1));
      case 4 -> {
        String piece = pieces.get(at);
        int cut = random.nextInt(piece.length() + 1);
        pieces.set(
            at, piece.substring(0, cut) + (char) random.nextInt(0x180) + piece.substring(cut));
      }
      default -> {
        String piece = pieces.get(at);
        pieces.set(at, pieces.get(other));
        pieces.set(other, piece);
      }
    }
  }

  private static void readable(SoapAnswer answer) throws Exception {
    DocumentBuilder builder = STRICT.newDocumentBuilder();
    builder.setErrorHandler(null);
    byte[] bytes = SoapWriter.envelope(answer).getBytes(UTF_8);
    assertThat(builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement()).isNotNull();
  }
}

package io.herald.execution.collect.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.ws.wscompile.WsimportTool;
import io.herald.execution.collect.Doors;
import io.herald.execution.collect.RecordingCollector;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Java toolkit (Metro's wsimport) makes classes from our WSDLs, and a program written against
 * these classes pushes events (client contract A.10; API-20).
 */
@Timeout(180)
class GeneratedJavaClientTest {
  /** As a developer would write it; the generated names are those of the original's WSDL. */
  private static final String SHOP =
      """
      import jakarta.xml.ws.BindingProvider;
      import java.util.List;
      import java.util.Map;
      import java.util.function.Function;
      import javax.xml.parsers.DocumentBuilderFactory;

      /** Takes the place of the WSDLs, the address, login, password and an order; gives ids. */
      public final class Shop implements Function<List<String>, List<Object>> {
        public List<Object> apply(List<String> in) {
          try {
            java.io.File folder = new java.io.File(in.get(0));
            session.SessionMethodsSoap logon =
                new session.XtkSession(new java.io.File(folder, "session.wsdl").toURI().toURL())
                    .getSessionMethodsSoap();
            at(logon, in.get(1));
            jakarta.xml.ws.Holder<String> token = new jakarta.xml.ws.Holder<>();
            jakarta.xml.ws.Holder<session.Element> info = new jakarta.xml.ws.Holder<>();
            jakarta.xml.ws.Holder<String> security = new jakarta.xml.ws.Holder<>();
            logon.logon("", in.get(2), in.get(3), new session.Element(), token, info, security);

            event.RtEventMethodsSoap events =
                new event.NmsRtEvent(new java.io.File(folder, "event.wsdl").toURI().toURL())
                    .getRtEventMethodsSoap();
            at(events, in.get(1));
            ((BindingProvider) events).getRequestContext().put(
                "jakarta.xml.ws.http.request.headers",
                Map.of("X-Security-Token", List.of(security.value)));
            event.Element order = new event.Element();
            order.setAny(document(in.get(4)));
            long id = events.pushEvent(token.value, order);
            event.Element orders = new event.Element();
            orders.setAny(document("<Events>" + in.get(4) + in.get(4) + "</Events>"));
            Object ids = events.pushEvents(token.value, orders).getAny();
            return List.of(id, ids);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        }

        private static void at(Object port, String address) {
          ((BindingProvider) port).getRequestContext()
              .put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, address);
        }

        private static org.w3c.dom.Element document(String xml) throws Exception {
          DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
          factory.setNamespaceAware(true);
          return factory.newDocumentBuilder()
              .parse(new org.xml.sax.InputSource(new java.io.StringReader(xml)))
              .getDocumentElement();
        }
      }
      """;

  @TempDir private static Path folder;
  private static Doors doors;
  private static URLClassLoader generated;
  private static Function<List<String>, List<Object>> shop;

  @BeforeAll
  @SuppressWarnings("unchecked") // the program above is such a function
  static void generate() throws Exception {
    doors = new Doors();
    for (String[] wsdl : new String[][] {{"nms:rtEvent", "event"}, {"xtk:session", "session"}}) {
      Path file = folder.resolve(wsdl[1] + ".wsdl");
      Files.writeString(file, wsdl(wsdl[0]));
      ByteArrayOutputStream messages = new ByteArrayOutputStream();
      boolean done =
          new WsimportTool(messages)
              .run(
                  new String[] {
                    "-Xnocompile", "-d", folder.toString(), "-p", wsdl[1], file.toString()
                  });
      assertThat(done).as(messages.toString(UTF_8)).isTrue();
    }
    Files.writeString(folder.resolve("Shop.java"), SHOP);
    List<String> arguments =
        new ArrayList<>(
            List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path")));
    try (Stream<Path> sources = Files.walk(folder)) {
      sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
    }
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, complaints, complaints, arguments.toArray(String[]::new));
    assertThat(status).as(complaints.toString(UTF_8)).isZero();
    generated = new URLClassLoader(new URL[] {folder.toUri().toURL()});
    shop =
        (Function<List<String>, List<Object>>)
            generated.loadClass("Shop").getDeclaredConstructor().newInstance();
  }

  @AfterAll
  static void close() throws Exception {
    generated.close();
    doors.close();
  }

  @BeforeEach
  void forget() {
    doors.collector.reset();
  }

  private static String wsdl(String schema) throws Exception {
    String login = Base64.getEncoder().encodeToString(("mc:" + Doors.PASSWORD).getBytes(UTF_8));
    HttpResponse<String> response =
        doors.send(
            doors
                .to("/nl/jsp/schemawsdl.jsp?schema=" + schema)
                .header("Authorization", "Basic " + login)
                .GET());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  @Test
  void aProgramAgainstTheGeneratedClassesLogsOnAndPushes() {
    List<Object> ids =
        shop.apply(
            List.of(
                folder.toString(),
                "http://127.0.0.1:" + doors.port() + "/nl/jsp/soaprouter.jsp",
                "mc",
                Doors.PASSWORD,
                "<rtEvent type='order_confirmation' email='anna@example.com'>"
                    + "<ctx><reference>ä&amp;1</reference></ctx></rtEvent>"));

    assertThat(ids.getFirst()).isEqualTo(RecordingCollector.FIRST_ID);
    assertThat(doors.collector.accepted())
        .hasSize(3)
        .allSatisfy(
            event -> {
              assertThat(event.type()).isEqualTo("order_confirmation");
              assertThat(event.address().email()).isEqualTo("anna@example.com");
              assertThat(event.context().text()).contains("<reference>ä&amp;1</reference>");
            });
    assertThat(ids.get(1))
        .isInstanceOfSatisfying(
            org.w3c.dom.Element.class,
            answer -> {
              assertThat(answer.getLocalName()).isEqualTo("Events");
              assertThat(answer.getElementsByTagNameNS("*", "rtEvent").getLength()).isEqualTo(2);
            });
  }
}

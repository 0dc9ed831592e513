package io.herald.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.design.Author;
import io.herald.control.http.InputCheck;
import io.herald.control.publish.InstanceStore;
import io.herald.control.publish.LinkClient;
import io.herald.control.publish.LinkSecret;
import io.herald.control.resource.ResourceStore;
import io.herald.message.link.LinkPaths;
import io.herald.testkit.TestDatabase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** DM-42: what is removed from an instance is what nobody wants, also not since a moment ago. */
@ControlTest
class DataCarrierTest {
  private static final Author AUTHOR = new Author("other", Instant.parse("2026-03-01T10:00:00Z"));

  @Test
  void whatWasCreatedDuringTheComparisonIsNotRemoved(TestDatabase database) throws Exception {
    DataSource source = database.open(4).dataSource();
    DataStore store = new DataStore(source);
    List<String> removed = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        LinkPaths.DATA_HELD,
        exchange -> {
          try (exchange) {
            if (exchange.getRequestMethod().equals("DELETE")) {
              removed.add(exchange.getRequestURI().getPath());
              exchange.sendResponseHeaders(204, -1);
              return;
            }
            // another control process: created and carried after this one asked what is wanted
            Rows rows = Rows.ofCsv(new InputCheck(), "id\n1\n");
            store.save("created", "", rows, null, AUTHOR);
            byte[] held =
                JsonMapper.shared()
                    .writeValueAsString(
                        Map.of(
                            "digests",
                            Map.of("created", rows.data("created").digest(), "surplus", "d")))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, held.length);
            exchange.getResponseBody().write(held);
          }
        });
    server.start();
    try (ControlUnderTest control =
            ControlUnderTest.start(database.open(4), Map.of("control.link.period", "1h"));
        LinkClient link =
            new LinkClient(
                new LinkSecret(ControlUnderTest.LINK_SECRET), new ResourceStore(source))) {
      control
          .instance()
          .register("local", URI.create("http://127.0.0.1:" + server.getAddress().getPort()));

      new DataCarrier(store, new InstanceStore(source, JsonMapper.shared()), link)
          .carryAll(() -> false);

      assertThat(removed).containsExactly(LinkPaths.DATA + "surplus");
    } finally {
      server.stop(0);
    }
  }
}

package io.herald.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.execution.catalog.LiveTemplate;
import io.herald.execution.catalog.LiveTemplates;
import io.herald.execution.collect.Collected;
import io.herald.execution.collect.rest.PKeys;
import io.herald.execution.collect.rest.RestRouter;
import io.herald.execution.queue.Events;
import io.herald.execution.queue.StoredEvent;
import io.herald.execution.queue.Transition;
import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import io.herald.message.status.EventStatus;
import io.herald.platform.access.Access;
import io.herald.platform.access.SecurityZone;
import io.herald.platform.access.SecurityZones;
import io.herald.platform.config.Settings;
import io.herald.platform.http.Callers;
import io.herald.platform.http.RequestIds;
import io.herald.testkit.TestDatabase;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the REST door costs per event before the append: authenticate by token and key, parse, check
 * against the event type, draft, answer; everything but the HTTP server. Target: 80 µs.
 */
@State(Scope.Benchmark)
// sampled, because the median says the same on a busy machine as on a quiet one
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RestBenchmark {
  private static final String KEY = "0123456789abcdef";
  private static final String TYPE = "EVTcartAbandonment";
  private static final String PATH = "/geometrixx/campaign/mcgeometrixx/" + TYPE;

  private static final byte[] CART =
      """
      {"email":"test@example.com","scheduled":"2017-12-01 08:00:00.768Z",
       "ctx":{"cartAmount":"$ 125","lastProduct":"Leather motorbike jacket","firstName":"Jack"}}"""
          .getBytes(UTF_8);

  private static final byte[] ORDER =
      ("{\"email\":\"test@example.com\",\"wishedChannel\":0,\"externalId\":\"4711\",\"language\":\"en\","
              + "\"ctx\":{\"firstName\":\"Jack\",\"cartAmount\":\"125.00\",\"items\":["
              + "{\"name\":\"Crème brûlée & more\",\"count\":1,\"price\":4.50,\"note\":\"small\"},"
                  .repeat(40)
              + "{}]}}")
          .getBytes(UTF_8);

  private final TestDatabase database = TestDatabase.create(Access.MIGRATIONS);
  private Map<String, String> headers = Map.of();
  private HttpServlet door = new HttpServlet() {};

  @Setup(Level.Trial)
  public void open() throws SQLException {
    Settings settings = Settings.of(Map.of());
    Access access =
        new Access(
            database.open(4).dataSource(),
            SecurityZones.of(SecurityZone.LOOPBACK),
            settings,
            Clock.systemUTC(),
            new SecureRandom());
    String token =
        access
            .clients()
            .issueToken(access.clients().create("shop", KEY, "geometrixx"), Duration.ofDays(1));
    headers = Map.of("Authorization", "Bearer " + token, "X-Api-Key", KEY);
    door =
        new RestRouter(
            events ->
                new Collected.Accepted(
                    List.of(new Collected.AcceptedEvent(72057594037935966L, EventStatus.PENDING))),
            new NoEvents(),
            new CartType(),
            access.api(),
            new Callers(List.of()),
            new RequestIds(new Random(7)),
            new PKeys("the key of the keys".getBytes(UTF_8)),
            "http://127.0.0.1",
            settings);
  }

  @TearDown(Level.Trial)
  public void close() {
    database.close();
  }

  @Benchmark
  public int cart() throws ServletException, IOException {
    return call(CART);
  }

  /** Three kilobytes. */
  @Benchmark
  public int orderOfFortyLines() throws ServletException, IOException {
    return call(ORDER);
  }

  private int call(byte[] body) throws ServletException, IOException {
    StubExchange exchange = new StubExchange(PATH, "text/plain;charset=UTF-8", headers, body);
    door.service(exchange.request(), exchange.response());
    if (exchange.answer().contains("error_code")) {
      throw new IllegalStateException(exchange.answer());
    }
    return exchange.answer().length();
  }

  /** Not asked. */
  private static final class NoEvents implements Events {
    @Override
    public Optional<StoredEvent> find(long id) {
      return Optional.empty();
    }

    @Override
    public List<Transition> trail(long id) {
      return List.of();
    }
  }

  /** One event type, answered by e-mail. */
  private static final class CartType implements LiveTemplates {
    private static final Publication.EventType CART_TYPE =
        new Publication.EventType(
            TYPE,
            "Cart",
            List.of(
                new Publication.Field("cartAmount", "string", false),
                new Publication.Field("lastProduct", "string", false),
                new Publication.Field("firstName", "string", true),
                new Publication.Field("items", "collection", false)));

    private final LiveTemplate template =
        new LiveTemplate(
            new Publication(
                "cart",
                1,
                Instant.EPOCH,
                CART_TYPE,
                Channel.EMAIL,
                new Publication.Content("", "", null, null, "", null, null, false),
                new Publication.DeliverySettings(60, "standard", "resend")),
            input -> {
              throw new IllegalStateException("doors do not render");
            });

    @Override
    public Optional<LiveTemplate> find(String eventType, Channel channel) {
      return channel == Channel.EMAIL ? Optional.of(template) : Optional.empty();
    }

    @Override
    public Optional<LiveTemplate> version(String name, int version) {
      return Optional.empty();
    }

    @Override
    public Optional<Publication.EventType> eventType(String name) {
      return Optional.of(CART_TYPE);
    }
  }
}

package io.herald.execution.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.execution.catalog.LiveTemplate;
import io.herald.execution.catalog.LiveTemplates;
import io.herald.execution.collect.rest.PKeys;
import io.herald.execution.collect.rest.RestRouter;
import io.herald.execution.collect.soap.ClassicDoor;
import io.herald.execution.queue.Events;
import io.herald.execution.queue.QueueLoad;
import io.herald.execution.queue.StoredEvent;
import io.herald.execution.queue.Transition;
import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import io.herald.message.status.EventStatus;
import io.herald.platform.access.Access;
import io.herald.platform.access.ApiClient;
import io.herald.platform.access.ApiClients;
import io.herald.platform.access.Operator;
import io.herald.platform.access.OperatorAccounts;
import io.herald.platform.access.Right;
import io.herald.platform.access.SecurityZone;
import io.herald.platform.access.SecurityZones;
import io.herald.platform.config.Settings;
import io.herald.platform.http.Callers;
import io.herald.platform.http.RequestIds;
import io.herald.platform.http.ServletHost;
import io.herald.platform.soap.InstanceInfo;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/**
 * Both doors as a caller finds them: real servlets in a real server on loopback, real access on a
 * real database; behind them a collector that remembers. The instance's zone is Paris, so that
 * instants without offset show where they were read.
 */
public final class Doors implements AutoCloseable {
  public static final String PASSWORD = "correct horse";
  public static final String API_KEY = "0123456789abcdef";

  private static final Map<String, String> SETTINGS =
      Map.of("access.password.cost", "4", "collect.soap.events", "100");

  public final SettableClock clock = SettableClock.at("2026-01-31T10:00:00Z");
  public final RecordingCollector collector = new RecordingCollector(clock);
  public final PKeys pkeys = new PKeys("the key of the keys".getBytes(UTF_8));

  /** What queries are answered with, and the last one that came. */
  public final ScriptedQueries queries = new ScriptedQueries();

  /** What the probe of the queue is told. */
  public volatile QueueLoad load = new QueueLoad(7, 400, false);

  public final String accessToken;
  public final String foreignToken;
  public final String shortLivedToken;

  private final ApiClients clients;
  private final ApiClient shop;
  private final TestDatabase database = TestDatabase.create(Access.MIGRATIONS);
  private final ServletHost host;
  private final HttpClient client = HttpClient.newHttpClient();

  public Doors() throws Exception {
    this(SecurityZones.of(SecurityZone.LOOPBACK));
  }

  public Doors(SecurityZones zones) throws Exception {
    this(zones, Map.of());
  }

  /**
   * @param more settings that differ from the defaults
   */
  public Doors(SecurityZones zones, Map<String, String> more) throws Exception {
    Map<String, String> texts = new HashMap<>(SETTINGS);
    texts.putAll(more);
    Settings settings = Settings.of(texts);
    DataSource source = database.open(4).dataSource();
    SecureRandom random = new SecureRandom();
    Access access = new Access(source, zones, settings, clock, random);
    OperatorAccounts operators = access.operators();
    clients = access.clients();
    operators.create(
        "mc", PASSWORD, Set.of(Operator.MESSAGE_CENTER_EXECUTION, Right.PRIVATE_DATA_VIEW.label()));
    operators.create("clerk", PASSWORD, Set.of(Operator.MESSAGE_CENTER_EXECUTION));
    operators.create("reader", PASSWORD, Set.of());
    shop = clients.create("shop", API_KEY, "geometrixx");
    accessToken = clients.issueToken(shop, Duration.ofDays(1));
    shortLivedToken = clients.issueToken(shop, Duration.ofMinutes(1));
    foreignToken =
        clients.issueToken(clients.create("other", API_KEY + "x", "acme"), Duration.ofDays(1));
    Callers callers = new Callers(List.of());
    RequestIds requestIds = new RequestIds(RandomGenerator.getDefault());
    Map<String, HttpServlet> servlets =
        new HashMap<>(
            new ClassicDoor(
                    collector,
                    queries,
                    () -> load,
                    access.agents(),
                    access.sessions(),
                    zones,
                    new InstanceInfo(
                        "mc1", ZoneId.of("Europe/Paris"), "https://herald.example.com"),
                    callers,
                    requestIds,
                    settings,
                    clock)
                .servlets());
    RestRouter rest =
        new RestRouter(
            collector,
            new RememberedEvents(),
            new CartType(),
            access.api(),
            callers,
            requestIds,
            pkeys,
            "https://herald.example.com",
            settings);
    servlets.put("/*", rest);
    host = new ServletHost("127.0.0.1", 0, servlets);
    host.start();
  }

  /** What the Standard dialect answers the shop with from now on (API-42). */
  public void shopHears(ApiClient.Echo echo) {
    clients.change(
        new ApiClient(
            shop.id(),
            shop.clientId(),
            shop.name(),
            shop.organization(),
            shop.scopes(),
            shop.rate(),
            shop.networks(),
            shop.expires(),
            shop.disabled(),
            echo));
  }

  /** A request to this path; give it a method and headers. */
  public HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  /** A request to this path of the Standard dialect with the credentials of the shop. */
  public HttpRequest.Builder asShop(String path) {
    return to(path).header("Authorization", "Bearer " + accessToken).header("X-Api-Key", API_KEY);
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Where it listens. */
  public int port() {
    return host.port();
  }

  @Override
  public void close() {
    host.stop();
    client.close();
    database.close();
  }

  /** What the collector remembers, as if it had been stored and processed. */
  private final class RememberedEvents implements Events {
    @Override
    public Optional<StoredEvent> find(long id) {
      long index = id - RecordingCollector.FIRST_ID;
      if (index < 0 || index >= collector.accepted().size()) {
        return Optional.empty();
      }
      Instant now = clock.instant();
      return Optional.of(
          new StoredEvent(
              id,
              collector.accepted().get((int) index),
              EventStatus.CANCELLED,
              "cancelled by an operator",
              0,
              0,
              null,
              new StoredEvent.Steps(now, now, null, null, null, null, now)));
    }

    @Override
    public List<Transition> trail(long id) {
      return List.of();
    }
  }

  /** One published event type with a field of every kind, by e-mail, and one by SMS. */
  private static final class CartType implements LiveTemplates {
    private static final Publication.EventType CART =
        new Publication.EventType(
            "EVTcartAbandonment",
            "Cart abandonment",
            List.of(
                field("cartAmount", "string"),
                field("lastProduct", "string"),
                new Publication.Field("firstName", "string", true),
                field("count", "integer"),
                field("price", "decimal"),
                field("vip", "boolean"),
                field("birthday", "date"),
                field("seen", "datetime"),
                field("items", "collection"),
                field("shop", "object")));
    private static final Publication.EventType CODE =
        new Publication.EventType("EVTcode", "One-time code", List.of());
    private static final Publication.EventType CLASSIC =
        new Publication.EventType("order_confirmation", "Order", List.of());

    private static Publication.Field field(String name, String type) {
      return new Publication.Field(name, type, false);
    }

    @Override
    public Optional<LiveTemplate> find(String eventType, Channel channel) {
      boolean live =
          eventType.equals("EVTcode") ? channel == Channel.SMS : channel == Channel.EMAIL;
      return live ? eventType(eventType).map(type -> template(type, channel)) : Optional.empty();
    }

    @Override
    public Optional<LiveTemplate> version(String template, int version) {
      return Optional.empty();
    }

    @Override
    public Optional<Publication.EventType> eventType(String name) {
      return List.of(CART, CODE, CLASSIC).stream()
          .filter(type -> type.name().equals(name))
          .findFirst();
    }

    private static LiveTemplate template(Publication.EventType type, Channel channel) {
      return new LiveTemplate(
          new Publication(
              "t",
              1,
              Instant.EPOCH,
              type,
              channel,
              new Publication.Content("", "", null, null, "", null, null, false),
              new Publication.DeliverySettings(60, "standard", "resend")),
          input -> {
            throw new AssertionError("doors do not render");
          });
    }
  }
}

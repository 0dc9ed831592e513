package io.herald.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.execution.collect.Collected;
import io.herald.execution.collect.Collector;
import io.herald.execution.collect.soap.ClassicDoor;
import io.herald.execution.query.EventQueries;
import io.herald.execution.query.EventQuery;
import io.herald.execution.query.QueryAnswer;
import io.herald.execution.queue.QueueLoad;
import io.herald.execution.queue.Submission;
import io.herald.message.status.EventStatus;
import io.herald.platform.access.Access;
import io.herald.platform.access.Operator;
import io.herald.platform.access.Principal;
import io.herald.platform.access.SecurityZone;
import io.herald.platform.access.SecurityZones;
import io.herald.platform.config.Settings;
import io.herald.platform.http.Callers;
import io.herald.platform.http.RequestIds;
import io.herald.platform.soap.InstanceInfo;
import io.herald.testkit.TestDatabase;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the SOAP door costs per event before the append: read, find the method, authenticate, draft,
 * answer; everything but the HTTP server. Target: PushEvent 60 µs, an event of PushEvents of 500 15
 * µs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SoapBenchmark {
  private static final int MANY = 500;
  private static final String PASSWORD = "correct horse";
  private static final String PATH = "/nl/jsp/soaprouter.jsp";

  private static final String EVENT =
      "<rtEvent type=\"order_confirmation\" email=\"jack@example.com\" wishedChannel=\"0\""
          + " externalId=\"4711\" language=\"en\"><ctx><client><firstname>Jack</firstname>"
          + "<lastname>Smith</lastname></client><order number=\"4711\" total=\"125.00\">"
          + "<item><name>Crème brûlée &amp; more</name><count>1</count><price>4.50</price></item>"
              .repeat(5)
          + "</order></ctx></rtEvent>";

  private final TestDatabase database = TestDatabase.create(Access.MIGRATIONS);
  private final byte[] byPassword = push("mc/" + PASSWORD);
  private final byte[] many =
      envelope("PushEvents", "mc/" + PASSWORD, "<Events>" + EVENT.repeat(MANY) + "</Events>");
  private byte[] bySession = {};
  private HttpServlet door = new HttpServlet() {};

  private static byte[] push(String token) {
    return envelope("PushEvent", token, EVENT);
  }

  private static byte[] envelope(String method, String token, String document) {
    return ("<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:urn=\"urn:nms:rtEvent\"><soapenv:Header/><soapenv:Body><urn:"
            + method
            + "><urn:sessiontoken>"
            + token
            + "</urn:sessiontoken><urn:domEvent>"
            + document
            + "</urn:domEvent></urn:"
            + method
            + "></soapenv:Body></soapenv:Envelope>")
        .getBytes(UTF_8);
  }

  @Setup(Level.Trial)
  public void open() throws SQLException {
    Settings settings = Settings.of(Map.of());
    SecurityZones zones = SecurityZones.of(SecurityZone.LOOPBACK);
    Clock clock = Clock.systemUTC();
    Access access =
        new Access(database.open(4).dataSource(), zones, settings, clock, new SecureRandom());
    Operator operator =
        access.operators().create("mc", PASSWORD, Set.of(Operator.MESSAGE_CENTER_EXECUTION));
    bySession = push(access.sessions().open(new Principal.OfOperator(operator)).sessionToken());
    ClassicDoor classic =
        new ClassicDoor(
            new Nowhere(),
            new NoAnswers(),
            () -> new QueueLoad(0, 1, false),
            access.agents(),
            access.sessions(),
            zones,
            new InstanceInfo("mc1", ZoneOffset.UTC, "http://127.0.0.1"),
            new Callers(List.of()),
            new RequestIds(new Random(7)),
            settings,
            clock);
    door = Objects.requireNonNull(classic.servlets().get(PATH));
  }

  @TearDown(Level.Trial)
  public void close() {
    database.close();
  }

  @Benchmark
  public int pushEventWithLoginAndPassword() throws ServletException, IOException {
    return call(byPassword);
  }

  @Benchmark
  public int pushEventWithASession() throws ServletException, IOException {
    return call(bySession);
  }

  @Benchmark
  @OperationsPerInvocation(MANY)
  public int oneOfPushEvents() throws ServletException, IOException {
    return call(many);
  }

  private int call(byte[] body) throws ServletException, IOException {
    StubExchange exchange = new StubExchange(PATH, "text/xml; charset=utf-8", body);
    door.service(exchange.request(), exchange.response());
    if (exchange.answer().contains("Fault")) {
      throw new IllegalStateException(exchange.answer());
    }
    return exchange.answer().length();
  }

  /** Where the append would be. */
  private static final class Nowhere implements Collector {
    @Override
    public Collected submit(List<Submission> events) {
      List<Collected.AcceptedEvent> accepted = new ArrayList<>(events.size());
      for (int i = 0; i < events.size(); i++) {
        accepted.add(new Collected.AcceptedEvent(72057594037935966L + i, EventStatus.PENDING));
      }
      return new Collected.Accepted(accepted);
    }
  }

  /** Not asked. */
  private static final class NoAnswers implements EventQueries {
    @Override
    public QueryAnswer find(EventQuery query) {
      return new QueryAnswer.Busy();
    }

    @Override
    public QueryAnswer count(EventQuery query) {
      return new QueryAnswer.Busy();
    }
  }
}

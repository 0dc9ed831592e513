package io.herald.bench;

import io.herald.platform.access.Access;
import io.herald.platform.access.AgentAuthentication;
import io.herald.platform.access.AgentCredentials;
import io.herald.platform.access.ApiClient;
import io.herald.platform.access.Operator;
import io.herald.platform.access.Principal;
import io.herald.platform.access.Sessions;
import io.herald.platform.config.Settings;
import io.herald.platform.database.Database;
import io.herald.platform.database.embedded.EmbeddedPostgres;
import io.herald.platform.http.Caller;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to know who calls, for each kind of credentials, after the first call: no kind may
 * ask the database. docs/decisions/0005-stateless-sessions-and-signed-tokens.md has the figures.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AuthenticationBenchmark {
  // more than the cache of verified tokens holds, so that none is in it when its turn comes
  private static final int TOKENS = 50_000;
  private static final Caller CALLER = new Caller(InetAddress.ofLiteral("127.0.0.1"), false);

  private final List<AgentCredentials> manyTokens = new ArrayList<>(TOKENS);
  private final Path folder;
  private final EmbeddedPostgres server;
  private final Database database;
  private final AgentAuthentication authentication;
  private final AgentCredentials password;
  private final AgentCredentials session;
  private final AgentCredentials token;
  private int next;

  public AuthenticationBenchmark() {
    try {
      folder = Files.createTempDirectory("herald-authentication");
      server = new EmbeddedPostgres(folder.resolve("postgres"), 0);
      server.start();
      database = Database.open(server.createDatabase("access"), 4);
      database.migrate(Access.MIGRATIONS);
      Access access =
          new Access(
              database.dataSource(),
              Settings.of(
                  Map.of(
                      "access.zones",
                      "loopback 127.0.0.0/8 allowHTTP allowUserPassword sessionTokenOnly")),
              Clock.systemUTC(),
              new SecureRandom());
      authentication = access.agents();
      Operator operator =
          access
              .operators()
              .create("mc", "correct horse", Set.of(Operator.MESSAGE_CENTER_EXECUTION));
      Sessions.Opened opened = access.sessions().open(new Principal.OfOperator(operator));
      ApiClient client = access.clients().create("shop", "shop-client", "geometrixx");
      password = new AgentCredentials(null, "mc/correct horse", null, null, null);
      session =
          new AgentCredentials(null, opened.sessionToken(), null, null, opened.securityToken());
      token = bearer(access.clients().issueToken(client, Duration.ofDays(1)));
      for (int i = 0; i < TOKENS; i++) {
        manyTokens.add(bearer(access.clients().issueToken(client, Duration.ofDays(1))));
      }
    } catch (Exception e) {
      throw new IllegalStateException("the benchmark could not be prepared", e);
    }
  }

  private static AgentCredentials bearer(String token) {
    return new AgentCredentials(token, null, null, null, null);
  }

  /** Every kind is admitted, or the figures mean nothing. */
  @Setup
  public void check() {
    for (AgentCredentials credentials : List.of(password, session, token)) {
      if (!(authentication.admit(credentials, CALLER)
          instanceof AgentAuthentication.Admission.Admitted)) {
        throw new IllegalStateException("not admitted");
      }
    }
  }

  @TearDown
  public void close() throws Exception {
    database.close();
    server.stop();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** {@code login/password} in the call. */
  @Benchmark
  public @Nullable Object loginAndPassword() {
    return authentication.admit(password, CALLER);
  }

  /** A session token with its security token. */
  @Benchmark
  public @Nullable Object sessionToken() {
    return authentication.admit(session, CALLER);
  }

  /** An access token that was seen before. */
  @Benchmark
  public @Nullable Object accessTokenSeenBefore() {
    return authentication.admit(token, CALLER);
  }

  /** An access token that was not. */
  @Benchmark
  public @Nullable Object accessTokenNeverSeen() {
    next = (next + 1) % TOKENS;
    return authentication.admit(manyTokens.get(next), CALLER);
  }
}

package io.herald.execution.resource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TPL-14: anybody may ask for stored files, and must not wear out the database by it. */
@Timeout(60)
class StoredFilesSpareTheDatabaseTest {
  private static TestDatabase database;
  private static DataSource real;

  private final AtomicInteger asked = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final Resources resources = new Resources(counted(), Clock.systemUTC());

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create(Pipeline.MIGRATIONS);
    real = database.open(8).dataSource();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void whatIsNotHereIsAskedForOnceUntilItComes() throws Exception {
    byte[] bytes = "missed".getBytes(UTF_8);

    assertThat(resources.find(sum(bytes))).isEmpty();
    assertThat(resources.find(sum(bytes))).isEmpty();
    assertThat(asked).hasValue(1);

    assertThat(resources.keep(sum(bytes), new Resource("text/plain", bytes))).isTrue();
    assertThat(resources.find(sum(bytes))).isPresent();
  }

  @Test
  void manyWhoAskForOneFileReadItOnce() throws Exception {
    byte[] bytes = "wanted by many".getBytes(UTF_8);
    resources.keep(sum(bytes), new Resource("text/plain", bytes));
    asked.set(0);

    assertThat(findings(List.of(sum(bytes), sum(bytes), sum(bytes), sum(bytes)), 1))
        .allMatch(Optional::isPresent);
    assertThat(asked).hasValue(1);
  }

  @Test
  void onlyFourAreReadAtOnce() throws Exception {
    List<String> sums = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      sums.add(sum(("file " + i).getBytes(UTF_8)));
    }

    assertThat(findings(sums, 4)).allMatch(Optional::isEmpty);
    assertThat(asked).hasValue(12);
  }

  @Test
  void theFolderItselfIsNoFile() throws Exception {
    for (String path : List.of("/r", "/r/")) {
      AtomicInteger status = new AtomicInteger();
      new ResourceServlet(resources).doGet(request(path), response(status));

      assertThat(status).hasValue(404);
    }
  }

  /** Asks for all of them at once, and lets the database answer when so many wait for it. */
  private List<Optional<Resource>> findings(List<String> sums, int together) throws Exception {
    gate = new CountDownLatch(1);
    List<Optional<Resource>> found = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<Resource>>> all = new ArrayList<>();
      CountDownLatch begun = new CountDownLatch(sums.size());
      for (String sum : sums) {
        all.add(
            threads.submit(
                () -> {
                  begun.countDown();
                  return resources.find(sum);
                }));
      }
      begun.await();
      Eventually.see("reads", asked::get, n -> n == together);
      gate.countDown();
      for (Future<Optional<Resource>> one : all) {
        found.add(one.get());
      }
    }
    return found;
  }

  private DataSource counted() {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, _) -> {
              if (!method.getName().equals("getConnection")) {
                throw new UnsupportedOperationException(method.getName());
              }
              asked.incrementAndGet();
              gate.await();
              return real.getConnection();
            });
  }

  private static HttpServletRequest request(String path) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HttpServletRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (_, method, _) -> method.getName().equals("getRequestURI") ? path : null);
  }

  private static HttpServletResponse response(AtomicInteger status) {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            HttpServletResponse.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "setStatus" -> {
                    status.set((int) arguments[0]);
                    yield null;
                  }
                  case "getWriter" -> new PrintWriter(new StringWriter());
                  default -> null;
                });
  }

  private static String sum(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}

package io.herald.platform.http;

import io.herald.platform.startstop.Service;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.modeler.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Serves plain servlets over HTTP: an embedded Tomcat with one virtual thread per request and
 * nothing else between the socket and the servlet. For the doors, where each microsecond is paid
 * once per event.
 *
 * <p>{@code %2F} in a path is a separator (client-contracts B.2.4).
 */
public final class ServletHost implements Service {
  /**
   * The request line and all headers of one request. An access token is among them, and a thousand
   * ids may be (API-52).
   */
  static final int HEADER_BYTES = 32 << 10;

  private static final int MAX_CONNECTIONS = 8_192;
  private static final int IDLE_BYTES = 2 << 10;

  /**
   * Connections that may wait to be taken by the server. When thousands come at once and it is too
   * low, the system drops the last packet of a handshake: the caller thinks it is connected, and
   * what it sends arrives after 20 s of repetitions.
   */
  private static final int BACKLOG = 4_096;

  /**
   * With a body, under way at once. Each takes 60 KB besides its body; more of them would not be
   * served sooner, only wait longer.
   */
  private static final int WITH_BODY = 2_000;

  /** Without one: they wait together only when the database does not answer. */
  private static final int WITHOUT = 1_000;

  private static final int HEADER_TIME_OUT_MILLIS = 20_000;

  /** How long a caller may say nothing in the middle of a body. */
  private static final int BODY_TIME_OUT_MILLIS = 10_000;

  private final String address;
  private final int port;
  private final Map<String, HttpServlet> servlets;
  private final ExecutorService requests =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());
  private final Tomcat tomcat = new Tomcat();
  private final RequestBudget bodies;
  private final SlowCallers.Bounds bounds;
  private @Nullable Path workFolder;
  private @Nullable SlowCallers slowCallers;

  /**
   * @param port 0 picks a free one
   * @param servlets by path pattern as the servlet specification defines it
   */
  public ServletHost(String address, int port, Map<String, HttpServlet> servlets) {
    this(
        address,
        port,
        servlets,
        new RequestBudget(WITH_BODY, WITHOUT),
        new SlowCallers.Bounds(
            Duration.ofSeconds(10),
            IncomingBody.PATIENCE.plusMillis(BODY_TIME_OUT_MILLIS).plusSeconds(5),
            1_000,
            1_000,
            MAX_CONNECTIONS * 3 / 4));
  }

  ServletHost(
      String address,
      int port,
      Map<String, HttpServlet> servlets,
      RequestBudget bodies,
      SlowCallers.Bounds bounds) {
    this.bodies = bodies;
    this.bounds = bounds;
    this.address = address;
    this.port = port;
    this.servlets = Map.copyOf(servlets);
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public void start() throws LifecycleException {
    Registry.disableRegistry(); // two servers in one process would fight over one name
    WatchedProtocol protocol = new WatchedProtocol();
    Connector connector = new Connector(protocol);
    connector.setPort(port);
    connector.setThrowOnFailure(true);
    connector.setEncodedSolidusHandling(EncodedSolidusHandling.DECODE.getValue());
    connector.setXpoweredBy(false);
    protocol.setAddress(bindAddress());
    protocol.setMaxConnections(MAX_CONNECTIONS);
    protocol.setAcceptCount(BACKLOG);
    protocol.setConnectionTimeout(HEADER_TIME_OUT_MILLIS);
    protocol.setExecutor(requests);
    // a caller that keeps its connection sends many events; closing it after 100 would cost it a
    // handshake each time
    connector.setProperty("maxKeepAliveRequests", "-1");
    connector.setProperty("disableUploadTimeout", "false");
    connector.setProperty("connectionUploadTimeout", Integer.toString(BODY_TIME_OUT_MILLIS));
    connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(HEADER_BYTES));
    // thousands of connections are open, and most of them say nothing
    connector.setProperty("socket.appReadBufSize", Integer.toString(IDLE_BYTES));
    connector.setProperty("socket.appWriteBufSize", Integer.toString(IDLE_BYTES));
    workFolder = workFolder();
    tomcat.setBaseDir(workFolder.toString());
    tomcat.setConnector(connector);
    tomcat.getEngine().setBackgroundProcessorDelay(-1);
    tomcat.setSilent(true);
    ((StandardHost) tomcat.getHost()).setErrorReportValveClass(JsonErrors.class.getName());
    Context context = tomcat.addContext("", null);
    FilterDef budget = new FilterDef();
    budget.setFilterName("request budget");
    budget.setFilter(bodies);
    context.addFilterDef(budget);
    FilterMap everywhere = new FilterMap();
    everywhere.setFilterName("request budget");
    everywhere.addURLPattern("/*");
    context.addFilterMap(everywhere);
    servlets.forEach(
        (pattern, servlet) -> {
          String name = servlet.getClass().getSimpleName() + " " + pattern;
          Tomcat.addServlet(context, name, servlet).setLoadOnStartup(1);
          context.addServletMappingDecoded(pattern, name);
        });
    tomcat.start();
    SlowCallers watching = new SlowCallers(protocol, bodies, bounds);
    watching.start();
    slowCallers = watching;
  }

  /** Where it listens. */
  public int port() {
    return tomcat.getConnector().getLocalPort();
  }

  /**
   * Takes no new connections, lets requests under way finish for up to two seconds, then closes:
   * events are stored within milliseconds, and a caller that trickles must not hold up the end.
   */
  @Override
  public void stop() {
    if (slowCallers != null) {
      slowCallers.stop();
    }
    try {
      tomcat.getConnector().pause();
      requests.shutdown();
      requests.awaitTermination(2, TimeUnit.SECONDS);
      tomcat.stop();
      tomcat.destroy();
      if (workFolder != null) {
        ExpandWar.delete(workFolder.toFile());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (LifecycleException e) {
      throw new IllegalStateException("the HTTP server did not stop cleanly", e);
    }
  }

  /** Tomcat insists on a folder, though plain servlets leave nothing there. */
  private static Path workFolder() {
    try {
      Path folder = Files.createTempDirectory("herald-http");
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for temporary files", e);
    }
  }

  private InetAddress bindAddress() {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no such address to listen on: " + address, e);
    }
  }
}

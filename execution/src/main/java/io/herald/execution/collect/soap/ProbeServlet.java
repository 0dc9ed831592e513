package io.herald.execution.collect.soap;

import io.herald.execution.collect.Instants;
import io.herald.execution.queue.QueueLoad;
import io.herald.platform.access.SecurityZone;
import io.herald.platform.access.Zones;
import io.herald.platform.http.Caller;
import io.herald.platform.http.Callers;
import io.herald.platform.soap.InstanceInfo;
import io.herald.platform.soap.schema.XmlText;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * Says that we are well, in the forms existing monitors read (client contract A.9). Anybody may
 * ask: credentials are not looked at. Always HTTP 200, because another status would hide the text.
 * Map it to {@link #PATHS}.
 */
final class ProbeServlet extends HttpServlet {
  static final String TEST = "/r/test";
  static final String PING = "/nl/jsp/ping.jsp";
  static final String QUEUE_PING = "/nl/jsp/mcPing.jsp";
  static final List<String> PATHS = List.of(TEST, PING, QUEUE_PING);

  @Serial private static final long serialVersionUID = 1L;

  private final transient InstanceInfo instance;
  private final transient Zones zones;
  private final transient Callers callers;
  private final transient Supplier<QueueLoad> load;
  private final transient Clock clock;

  ProbeServlet(
      InstanceInfo instance, Zones zones, Callers callers, Supplier<QueueLoad> load, Clock clock) {
    this.instance = instance;
    this.zones = zones;
    this.callers = callers;
    this.load = load;
    this.clock = clock;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean test = request.getServletPath().equals(TEST);
    String text =
        switch (request.getServletPath()) {
          case TEST -> test(request);
          case QUEUE_PING -> queuePing(load.get());
          default -> "OK\n" + now() + "\n";
        };
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.setContentType((test ? "text/xml" : "text/plain") + ";charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** Callers of no zone of ours hear nothing they could not find out themselves. */
  private String test(HttpServletRequest request) {
    Caller caller = callers.of(request);
    StringBuilder out = new StringBuilder("<redir status='OK'");
    attribute(out, "date", now());
    if (zones.of(caller.address()) != SecurityZone.PUBLIC) {
      attribute(out, "build", InstanceInfo.BUILD);
      attribute(out, "version", InstanceInfo.version());
      attribute(out, "instance", instance.name());
      attribute(out, "sourceIP", caller.address().getHostAddress());
      attribute(out, "host", request.getServerName());
      attribute(out, "localHost", request.getLocalName());
    } else {
      attribute(out, "sourceIP", caller.address().getHostAddress());
    }
    return out.append("/>").toString();
  }

  private String queuePing(QueueLoad now) {
    return now.full()
        ? "Error\nThe queue is full (%d/%d)".formatted(now.capacity(), now.capacity())
        : "Ok\n%s\n%d/%d pending events".formatted(now(), now.pending(), now.capacity());
  }

  private static void attribute(StringBuilder out, String name, String value) {
    out.append(' ').append(name).append("='").append(XmlText.escape(value)).append('\'');
  }

  private String now() {
    return Instants.format(clock.instant());
  }
}

package io.herald.execution.collect.soap;

import io.herald.execution.collect.CollectSettings;
import io.herald.execution.collect.Collector;
import io.herald.execution.collect.EventRules;
import io.herald.execution.query.EventQueries;
import io.herald.execution.query.QueryTable;
import io.herald.execution.queue.QueueLoad;
import io.herald.message.event.Queue;
import io.herald.platform.access.AgentAuthentication;
import io.herald.platform.access.Sessions;
import io.herald.platform.access.Zones;
import io.herald.platform.config.Settings;
import io.herald.platform.http.Callers;
import io.herald.platform.http.RequestIds;
import io.herald.platform.soap.InstanceInfo;
import io.herald.platform.soap.MethodName;
import io.herald.platform.soap.SessionMethods;
import io.herald.platform.soap.SoapMethod;
import io.herald.platform.soap.SoapMethods;
import io.herald.platform.soap.SoapRouter;
import io.herald.platform.soap.WsdlServlet;
import jakarta.servlet.http.HttpServlet;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The Classic dialect, put together: the address of all calls, the WSDL and the probes.
 *
 * @param instance what this instance says of itself
 * @param load how much waits; asked by a probe, so it must be cheap
 */
public record ClassicDoor(
    Collector collector,
    EventQueries queries,
    Supplier<QueueLoad> load,
    AgentAuthentication authentication,
    Sessions sessions,
    Zones zones,
    InstanceInfo instance,
    Callers callers,
    RequestIds requestIds,
    Settings settings,
    Clock clock) {
  /** The servlets by path. */
  public Map<String, HttpServlet> servlets() {
    Map<String, HttpServlet> servlets = new HashMap<>();
    servlets.put(
        SoapRouter.PATH,
        new SoapRouter(
            methods(),
            authentication,
            callers,
            requestIds,
            settings.get(CollectSettings.MAX_SOAP_BYTES)));
    servlets.put(
        WsdlServlet.PATH,
        new WsdlServlet(
            ServedSchemas.ALL,
            authentication,
            zones,
            callers,
            requestIds,
            settings.get(CollectSettings.OPEN_WSDL),
            instance.publicUrl()));
    for (String path : ProbeServlet.PATHS) {
      servlets.put(path, new ProbeServlet(instance, zones, callers, load, clock));
    }
    return servlets;
  }

  private SoapMethods methods() {
    Map<MethodName, SoapMethod> methods =
        new HashMap<>(
            SessionMethods.of(authentication, sessions, instance, ServedSchemas.ALL, clock));
    methods.put(
        new MethodName(ServedSchemas.QUERY_DEF, "ExecuteQuery"),
        new ExecuteQuery(queries, instance.zone()));
    push(methods, QueryTable.RT_EVENT, Queue.REAL_TIME);
    push(methods, QueryTable.BATCH_EVENT, Queue.BATCH);
    return SoapMethods.all(ServedSchemas.ALL, methods);
  }

  private void push(Map<MethodName, SoapMethod> methods, QueryTable table, Queue queue) {
    methods.put(
        new MethodName(table.schema(), "PushEvent"),
        new PushEvent(queue, collector, instance.zone()));
    methods.put(
        new MethodName(table.schema(), "PushEvents"),
        new PushEvents(
            queue,
            collector,
            new EventRules(settings.get(CollectSettings.MAX_CONTEXT_BYTES)),
            instance.zone(),
            clock,
            settings.get(CollectSettings.MAX_SOAP_EVENTS)));
  }
}

package io.herald.control.classic;

import io.herald.control.design.DesignStore;
import io.herald.control.publish.PublishStore;
import io.herald.control.publish.Publishing;
import io.herald.control.publish.Reconciler;
import io.herald.platform.access.Access;
import io.herald.platform.config.Settings;
import io.herald.platform.database.Database;
import io.herald.platform.http.Callers;
import io.herald.platform.http.RequestIds;
import io.herald.platform.soap.InstanceInfo;
import io.herald.platform.soap.MethodName;
import io.herald.platform.soap.SessionMethods;
import io.herald.platform.soap.SoapMethod;
import io.herald.platform.soap.SoapMethods;
import io.herald.platform.soap.SoapRouter;
import io.herald.platform.soap.WsdlServlet;
import io.herald.platform.soap.schema.SessionSchema;
import jakarta.servlet.http.HttpServlet;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Classic dialect of the control instance, put together: the address of all calls, and the
 * WSDL.
 *
 * @param database where all of these keep what they write
 * @param instance what this instance says of itself
 */
public record ClassicDoor(
    Database database,
    Access access,
    DesignStore designs,
    Publishing publishing,
    PublishStore publications,
    Reconciler reconciler,
    InstanceInfo instance,
    Callers callers,
    RequestIds requestIds,
    Settings settings,
    Clock clock) {
  /** The servlets by path. */
  public Map<String, HttpServlet> servlets() {
    return Map.of(
        SoapRouter.PATH,
        new SoapRouter(
            methods(),
            access.agents(),
            callers,
            requestIds,
            settings.get(ClassicSettings.MAX_BYTES)),
        WsdlServlet.PATH,
        new WsdlServlet(
            ServedSchemas.ALL,
            access.agents(),
            access.zones(),
            callers,
            settings.get(ClassicSettings.OPEN_WSDL),
            instance.publicUrl()));
  }

  private SoapMethods methods() {
    Map<MethodName, SoapMethod> methods =
        new HashMap<>(
            SessionMethods.of(
                access.agents(), access.sessions(), instance, ServedSchemas.ALL, clock));
    for (String service : List.of(SessionSchema.NAME, SessionSchema.PERSIST)) {
      methods.put(new MethodName(service, "Write"), writing(WriteEntities.Form.ONE));
      methods.put(new MethodName(service, "WriteCollection"), writing(WriteEntities.Form.MANY));
    }
    Deployment deployment =
        new Deployment(publishing, designs, publications, reconciler, access.audit(), clock);
    methods.put(delivery("DeployTriggerMessages"), deployment.many(Deployment.Direction.PUBLISH));
    methods.put(
        delivery("DeployTriggerMessageSingle"), deployment.one(Deployment.Direction.PUBLISH));
    methods.put(
        delivery("UnpublishTriggerMessages"), deployment.many(Deployment.Direction.UNPUBLISH));
    methods.put(
        delivery("UnpublishTriggerMessageSingle"), deployment.one(Deployment.Direction.UNPUBLISH));
    return SoapMethods.all(ServedSchemas.ALL, methods);
  }

  private static MethodName delivery(String method) {
    return new MethodName(ServedSchemas.DELIVERY, method);
  }

  private WriteEntities writing(WriteEntities.Form form) {
    return new WriteEntities(
        form,
        List.of(
            new TemplateEntity(designs),
            new EventTypeEntity(designs),
            new OperatorEntity(access.operators(), access.groups()),
            new GroupEntity(access.groups())),
        settings.get(ClassicSettings.MAX_ENTITIES),
        database,
        access.audit(),
        clock);
  }
}

package io.herald.execution;

import io.herald.execution.catalog.CatalogLink;
import io.herald.execution.collect.api.EventOperations;
import io.herald.execution.collect.rest.PKeys;
import io.herald.execution.collect.rest.RestRouter;
import io.herald.execution.collect.soap.ClassicDoor;
import io.herald.execution.deliver.email.SmtpRelay;
import io.herald.execution.deliver.email.SmtpSettings;
import io.herald.execution.enrich.ReferenceLink;
import io.herald.execution.export.EventLogLink;
import io.herald.execution.link.LinkDoor;
import io.herald.execution.notify.StatusStreams;
import io.herald.execution.notify.WebhookOperations;
import io.herald.execution.notify.Webhooks;
import io.herald.execution.proof.ProofLink;
import io.herald.execution.queue.Events;
import io.herald.execution.resource.ResourceLink;
import io.herald.execution.resource.ResourceServlet;
import io.herald.message.link.LinkPaths;
import io.herald.platform.access.Access;
import io.herald.platform.access.AccessSettings;
import io.herald.platform.access.ApiClients;
import io.herald.platform.access.ApiGate;
import io.herald.platform.access.InstanceSecretStore;
import io.herald.platform.access.OperatorAccounts;
import io.herald.platform.access.admin.Administration;
import io.herald.platform.config.Settings;
import io.herald.platform.database.Database;
import io.herald.platform.database.DiskSpace;
import io.herald.platform.http.Callers;
import io.herald.platform.http.RequestIds;
import io.herald.platform.http.ServletHost;
import io.herald.platform.http.operation.ApiPages;
import io.herald.platform.http.operation.OpenApiDocument;
import io.herald.platform.http.operation.OperationServlet;
import io.herald.platform.http.operation.OperationTable;
import io.herald.platform.soap.InstanceInfo;
import io.herald.platform.startstop.Service;
import io.herald.platform.startstop.Services;
import io.herald.spi.EnrichmentSource;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * An execution instance, put together: the doors, the {@link Pipeline} and the way out. Its
 * database is migrated before, with {@link #MIGRATIONS}, and closed after.
 */
public final class ExecutionInstance implements Service {
  /** Folders of migrations for its database. */
  public static final List<String> MIGRATIONS = List.of(Pipeline.MIGRATIONS, Access.MIGRATIONS);

  private final Pipeline pipeline;
  private final Access access;
  private final ServletHost host;
  private final Services services;
  private final Settings settings;
  private final OperationTable operations;

  /**
   * @param disk where the database is; started and stopped with this
   * @throws SQLException when the database cannot be asked
   */
  public ExecutionInstance(
      Settings settings, Database database, DiskSpace disk, Clock clock, SecureRandom random)
      throws SQLException {
    this.settings = settings;
    DataSource dataSource = database.dataSource();
    SmtpRelay relay = new SmtpRelay(SmtpSettings.route(settings));
    List<EnrichmentSource> sources =
        ServiceLoader.load(EnrichmentSource.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    pipeline = new Pipeline(settings, database, disk, clock, random, relay, sources);

    access = new Access(dataSource, settings, clock, random);
    Callers callers = new Callers(settings.get(AccessSettings.TRUSTED_PROXIES));
    RequestIds requestIds = new RequestIds(random);
    int instance = settings.get(ExecutionSettings.INSTANCE);

    Map<String, HttpServlet> servlets = new HashMap<>(access.doors(callers, requestIds));
    PKeys eventKeys = new PKeys(new InstanceSecretStore(dataSource, random).secret("pkey"));
    Webhooks webhooks =
        new Webhooks(settings, dataSource, pipeline.events(), eventKeys::of, clock, random);
    StatusStreams streams = new StatusStreams(dataSource, eventKeys::of, clock);
    operations =
        new OperationTable(
            Stream.of(
                    EventOperations.of(
                        pipeline.collector(),
                        pipeline.templates(),
                        pipeline.events(),
                        pipeline.search(),
                        pipeline.desk(),
                        settings),
                    List.of(streams.operation()),
                    WebhookOperations.all(webhooks, access.audit()),
                    Administration.operations(access))
                .flatMap(List::stream)
                .toList());
    servlets.put(
        "/v1/*", new OperationServlet(operations, new ApiGate(access.api(), callers), requestIds));
    byte[] document =
        OpenApiDocument.of(operations, "Herald execution API", EventOperations.DESCRIPTION);
    servlets.put(ApiPages.DOCUMENT, new ApiPages(document));
    servlets.put(ApiPages.PAGES, new ApiPages(document));
    servlets.putAll(
        new ClassicDoor(
                pipeline.collector(),
                pipeline.queries(),
                pipeline::load,
                access.agents(),
                access.sessions(),
                access.zones(),
                new InstanceInfo("mc" + instance, ZoneOffset.UTC, publicUrl()),
                callers,
                requestIds,
                settings,
                clock)
            .servlets());
    servlets.putAll(
        Map.of(
            LinkPaths.PREFIX + "*",
            new LinkDoor(
                Stream.of(
                        new CatalogLink(pipeline.templates(), pipeline.resources(), instance)
                            .routes(),
                        new ResourceLink(pipeline.resources()).routes(),
                        new EventLogLink(pipeline.search()).routes(),
                        ReferenceLink.routes(pipeline.references()),
                        new ProofLink(pipeline.proofs(), pipeline.resources(), pipeline.events())
                            .routes())
                    .flatMap(List::stream)
                    .toList(),
                settings.get(AccessSettings.LINK_SECRET),
                requestIds),
            ResourceServlet.PREFIX + "*",
            new ResourceServlet(pipeline.resources()),
            "/healthz",
            new HealthServlet(dataSource, disk),
            "/*",
            new RestRouter(
                pipeline.collector(),
                pipeline.events(),
                pipeline.templates(),
                access.api(),
                callers,
                requestIds,
                eventKeys,
                publicUrl(),
                settings)));
    host =
        new ServletHost(
            settings.get(ExecutionSettings.ADDRESS),
            settings.get(ExecutionSettings.PORT),
            servlets);
    services = new Services("execution", List.of(access, relay, pipeline, webhooks, host, streams));
  }

  /** Who may push events with a login and password. */
  public OperatorAccounts operators() {
    return access.operators();
  }

  /** Who may push events with an API key and access token. */
  public ApiClients clients() {
    return access.clients();
  }

  /** What callers of the native API can do. */
  public OperationTable operations() {
    return operations;
  }

  /** What is stored. */
  public Events events() {
    return pipeline.events();
  }

  /** Where it listens, known once started. */
  public URI url() {
    return URI.create("http://" + settings.get(ExecutionSettings.ADDRESS) + ":" + host.port());
  }

  @Override
  public String name() {
    return services.name();
  }

  @Override
  public void start() throws Exception {
    services.start();
  }

  @Override
  public void stop() {
    services.stop();
  }

  private String publicUrl() {
    String url = settings.get(ExecutionSettings.PUBLIC_URL);
    return url.isEmpty()
        ? "http://"
            + settings.get(ExecutionSettings.ADDRESS)
            + ":"
            + settings.get(ExecutionSettings.PORT)
        : url;
  }
}

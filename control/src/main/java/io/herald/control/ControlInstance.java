package io.herald.control;

import io.herald.control.block.StoredLibraries;
import io.herald.control.data.DataStore;
import io.herald.control.log.EventLogs;
import io.herald.control.proof.PastEvents;
import io.herald.control.proof.Preview;
import io.herald.control.proof.Proofing;
import io.herald.control.publish.InstanceStore;
import io.herald.control.publish.LinkClient;
import io.herald.control.publish.LinkSecret;
import io.herald.control.publish.PublishStore;
import io.herald.control.publish.Reconciler;
import io.herald.control.publish.TakenStore;
import io.herald.control.resource.ResourceStore;
import io.herald.message.surroundings.InstalledSurroundings;
import io.herald.message.surroundings.TextCipher;
import io.herald.message.template.RenderLimits;
import io.herald.message.template.Surroundings;
import io.herald.message.template.TemplateCompiler;
import io.herald.platform.access.Access;
import io.herald.platform.access.AccessSettings;
import io.herald.platform.access.AuditLog;
import io.herald.platform.access.Operators;
import io.herald.platform.access.admin.Administration;
import io.herald.platform.config.Settings;
import io.herald.platform.database.Database;
import io.herald.platform.http.operation.ApiJson;
import io.herald.platform.http.operation.OperationTable;
import io.herald.platform.outbound.Pages;
import io.herald.platform.startstop.Recurring;
import io.herald.platform.startstop.Service;
import io.herald.platform.template.TemplateSettings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.json.JsonMapper;

/**
 * A control instance: the configuration API and the publication of what is designed with it.
 * Several may run in one process, each on its own database and port: nothing is static, nothing is
 * read from the surroundings but what is handed in.
 */
public final class ControlInstance implements Service {
  /** Where the migrations of its database are. */
  public static final List<String> MIGRATIONS =
      List.of(
          "io/herald/control/design/migration",
          "io/herald/control/publish/migration",
          "io/herald/control/seed/migration",
          "io/herald/control/proof/migration",
          "io/herald/control/resource/migration",
          "io/herald/control/block/migration",
          "io/herald/control/brand/migration",
          "io/herald/control/data/migration",
          Access.MIGRATIONS);

  private static final Logger LOG = LoggerFactory.getLogger(ControlInstance.class);

  private static final int PAGES_AT_ONCE = 4;

  private final Settings settings;
  private final Database database;
  private final Operators operators;
  private final @Nullable Access access;
  private final OperationTable administration;
  private final Clock clock;
  private final StoredLibraries library;
  private final TakenStore taken;
  private final PublishStore publications;
  private final InstanceStore instances;
  private final Reconciler reconciler;
  private final Preview preview;
  private final LinkClient link;
  private final ResourceStore resources;
  private final Pages pages;
  private final Proofing proofing;
  private final Recurring proofs;
  private final DataStore data;
  private final TemplateCompiler compiler;
  private @Nullable AnnotationConfigServletWebServerApplicationContext context;

  /**
   * One whose operators are administered through it, and which speaks the Classic dialect, too.
   *
   * @param database migrated; stays the caller's to close, after {@link #stop}
   * @param access of the same database: who may sign in
   * @throws IllegalArgumentException when {@code link.secret} is missing or too short
   */
  public ControlInstance(Settings settings, Database database, Access access, Clock clock) {
    this(
        settings,
        database,
        access.operators(),
        access,
        new OperationTable(Administration.ofOperators(access)),
        clock);
  }

  /**
   * One whose operators are somebody else's to administer.
   *
   * @param database migrated; stays the caller's to close, after {@link #stop}
   * @param operators who may sign in
   * @throws IllegalArgumentException when {@code link.secret} is missing or too short
   */
  public ControlInstance(Settings settings, Database database, Operators operators, Clock clock) {
    this(settings, database, operators, null, new OperationTable(List.of()), clock);
  }

  private ControlInstance(
      Settings settings,
      Database database,
      Operators operators,
      @Nullable Access access,
      OperationTable administration,
      Clock clock) {
    this.settings = settings;
    this.database = database;
    this.operators = operators;
    this.access = access;
    this.administration = administration;
    this.clock = clock;
    JsonMapper json = ApiJson.strictReading().build();
    this.pages = Pages.of(settings, PAGES_AT_ONCE);
    this.library = new StoredLibraries(database.dataSource(), pages);
    this.taken = new TakenStore(database.dataSource(), json, library);
    this.publications = new PublishStore(database.dataSource(), json, taken);
    this.instances = new InstanceStore(database.dataSource(), json);
    this.resources = new ResourceStore(database.dataSource());
    this.link = new LinkClient(new LinkSecret(settings.get(AccessSettings.LINK_SECRET)), resources);
    this.data = new DataStore(database.dataSource());
    this.reconciler =
        new Reconciler(
            publications, data, instances, link, settings.get(ControlSettings.LINK_PERIOD), clock);
    this.compiler =
        new TemplateCompiler(
            RenderLimits.DEFAULT.within(
                settings.get(TemplateSettings.TIME),
                settings.get(TemplateSettings.VALUE_CHARACTERS)),
            settings.get(TemplateSettings.ZONE),
            new InstalledSurroundings(
                this::page,
                TextCipher.of(settings.get(AccessSettings.TEMPLATE_KEY), new SecureRandom())));
    this.preview = new Preview(compiler, library, resources, clock);
    this.proofing =
        new Proofing(
            database.dataSource(),
            instances,
            link,
            JsonMapper.builder().build(),
            () -> UUID.randomUUID().toString(),
            clock);
    this.proofs =
        new Recurring("proofs", settings.get(ControlSettings.LINK_PERIOD), proofing::carryAll);
  }

  @Override
  public String name() {
    return "control";
  }

  @Override
  public void start() {
    long begin = System.nanoTime();
    AnnotationConfigServletWebServerApplicationContext starting =
        new AnnotationConfigServletWebServerApplicationContext();
    starting.setEnvironment(new OwnEnvironment());
    starting.registerBean(Settings.class, () -> settings);
    starting.registerBean(Database.class, () -> database, bean -> bean.setDestroyMethodName(""));
    starting.registerBean(Operators.class, () -> operators);
    starting.registerBean(OperationTable.class, () -> administration);
    starting.registerBean(AuditLog.class, () -> new AuditLog(database.dataSource(), clock));
    starting.registerBean(Clock.class, () -> clock);
    starting.registerBean(PublishStore.class, () -> publications);
    starting.registerBean(EventLogs.class, () -> new EventLogs(instances, link));
    starting.registerBean(DataStore.class, () -> data);
    starting.registerBean(StoredLibraries.class, () -> library);
    starting.registerBean(TakenStore.class, () -> taken);
    starting.registerBean(InstanceStore.class, () -> instances);
    starting.registerBean(Reconciler.class, () -> reconciler);
    starting.registerBean(ResourceStore.class, () -> resources);
    starting.registerBean(Preview.class, () -> preview);
    starting.registerBean(Proofing.class, () -> proofing);
    starting.registerBean(PastEvents.class, () -> new PastEvents(instances, link));
    starting.registerBean(TemplateCompiler.class, () -> compiler);
    starting.register(ControlApplication.class);
    if (access != null) {
      Access known = access;
      starting.registerBean(Access.class, () -> known, bean -> bean.setDestroyMethodName(""));
      starting.register(ClassicApplication.class);
    }
    starting.refresh();
    context = starting;
    try {
      reconciler.start();
      proofs.start();
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
    LOG.info("Control serves {} ({} ms)", url(), (System.nanoTime() - begin) / 1_000_000);
  }

  /** For tests that look at the routes; fails when it is not started. */
  ApplicationContext context() {
    AnnotationConfigServletWebServerApplicationContext running = context;
    if (running == null) {
      throw new IllegalStateException("control is not started");
    }
    return running;
  }

  /**
   * Where the configuration API is.
   *
   * @throws IllegalStateException when it is not started
   */
  public URI url() {
    AnnotationConfigServletWebServerApplicationContext running = context;
    if (running == null || running.getWebServer() == null) {
      throw new IllegalStateException("control is not started");
    }
    String address = settings.get(ControlSettings.ADDRESS);
    String host = address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address;
    return URI.create(
        "http://"
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + running.getWebServer().getPort());
  }

  /**
   * Registers an execution instance, or gives the one of this name another address: for products
   * that run both in one process. Repeating the call changes nothing.
   *
   * @param name 1 to 64 letters A to Z, a to z, digits, underscores and hyphens
   * @param url where its link listens; http or https
   */
  public void register(String name, URI url) {
    reconciler.register(name, url);
  }

  /**
   * Requests under way get ten seconds to end; what is not pushed by then is after the next start.
   */
  @Override
  public void stop() {
    AnnotationConfigServletWebServerApplicationContext running = context;
    context = null;
    if (running != null) {
      running.close();
    }
    preview.stop();
    proofs.stop();
    link.close();
    reconciler.stop();
    pages.close();
  }

  private Surroundings.Answer page(String url) {
    return switch (pages.read(url)) {
      case Pages.Reading.Text(String text) -> new Surroundings.Answer.Text(text);
      case Pages.Reading.Refused(String why) -> new Surroundings.Answer.Refused(why);
      case Pages.Reading.Unavailable(String why) -> new Surroundings.Answer.Unavailable(why);
    };
  }

  /** Nothing of the process's environment or system properties: settings come from Settings. */
  private static final class OwnEnvironment extends StandardEnvironment {
    @Override
    protected void customizePropertySources(MutablePropertySources sources) {
      sources.addLast(new MapPropertySource("herald", OpenApiDocument.PROPERTIES));
    }
  }
}

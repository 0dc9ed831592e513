package io.herald.control;

import io.herald.control.block.BlockRoutes;
import io.herald.control.block.BlockView;
import io.herald.control.block.OptionRoutes;
import io.herald.control.block.StoredLibraries;
import io.herald.control.brand.BrandRoutes;
import io.herald.control.brand.BrandStore;
import io.herald.control.compare.DiffRoutes;
import io.herald.control.data.DataRoutes;
import io.herald.control.data.DataStore;
import io.herald.control.data.PreviewRows;
import io.herald.control.design.AttachmentCheck;
import io.herald.control.design.CopyRoutes;
import io.herald.control.design.DesignStore;
import io.herald.control.design.EventTypeRoutes;
import io.herald.control.design.TemplateCheck;
import io.herald.control.design.TemplateRoutes;
import io.herald.control.gallery.Gallery;
import io.herald.control.gallery.GalleryRoutes;
import io.herald.control.http.AuditTrail;
import io.herald.control.http.ConfigurationSecurity;
import io.herald.control.http.OperatorGate;
import io.herald.control.http.ProblemAnswers;
import io.herald.control.http.ProblemWriter;
import io.herald.control.log.EventLogs;
import io.herald.control.log.ExportRoutes;
import io.herald.control.proof.PastEvents;
import io.herald.control.proof.Preview;
import io.herald.control.proof.PreviewRoutes;
import io.herald.control.proof.ProofRoutes;
import io.herald.control.proof.Proofing;
import io.herald.control.publish.ApprovalRoutes;
import io.herald.control.publish.ApprovalStore;
import io.herald.control.publish.InstanceRoutes;
import io.herald.control.publish.InstanceStore;
import io.herald.control.publish.PauseRoutes;
import io.herald.control.publish.PublicationRoutes;
import io.herald.control.publish.PublishStore;
import io.herald.control.publish.Publishing;
import io.herald.control.publish.PublishingAnswers;
import io.herald.control.publish.Reconciler;
import io.herald.control.publish.Republishing;
import io.herald.control.publish.TakenStore;
import io.herald.control.resource.ResourceRoutes;
import io.herald.control.resource.ResourceStore;
import io.herald.control.seed.SeedRoutes;
import io.herald.control.seed.SeedStore;
import io.herald.message.template.TemplateCompiler;
import io.herald.platform.access.AccessSettings;
import io.herald.platform.access.AuditLog;
import io.herald.platform.config.Settings;
import io.herald.platform.database.Database;
import io.herald.platform.http.Callers;
import io.herald.platform.http.RequestIds;
import io.herald.platform.http.operation.ApiJson;
import io.herald.platform.http.operation.OperationServlet;
import io.herald.platform.http.operation.OperationTable;
import io.herald.platform.outbound.Destinations;
import io.herald.platform.outbound.FetchSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the configuration API consists of, put together by constructor calls. Nothing is scanned
 * for; what is not named here does not exist.
 */
@Configuration(proxyBeanMethods = false)
@Import({WebServer.class, ConfigurationSecurity.class, OpenApiDocument.class})
class ControlApplication {
  @Bean
  JsonMapper json() {
    return ApiJson.strictReading().build();
  }

  @Bean
  ProblemWriter problemWriter(JsonMapper json) {
    return new ProblemWriter(json);
  }

  @Bean
  Callers callers(Settings settings) {
    return new Callers(settings.get(AccessSettings.TRUSTED_PROXIES));
  }

  @Bean
  AuditTrail auditTrail(AuditLog audit, Callers callers) {
    return new AuditTrail(audit, callers);
  }

  /** Operators, groups and the audit log, as the operations every instance has for them. */
  @Bean
  ServletRegistrationBean<OperationServlet> administration(
      OperationTable administration, Callers callers) {
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    ServletRegistrationBean<OperationServlet> servlet =
        new ServletRegistrationBean<>(
            new OperationServlet(administration, new OperatorGate(callers), new RequestIds(random)),
            ConfigurationSecurity.ADMINISTRATION);
    servlet.setName("administration");
    return servlet;
  }

  @Bean
  ProblemAnswers problemAnswers() {
    return new ProblemAnswers();
  }

  @Bean
  DesignStore designStore(Database database, JsonMapper json) {
    return new DesignStore(database.dataSource(), json);
  }

  @Bean
  TemplateCheck templateCheck(
      TemplateCompiler compiler,
      StoredLibraries library,
      DataStore data,
      ResourceStore resources,
      Settings settings) {
    return new TemplateCheck(
        compiler,
        library,
        data,
        List.of(settings.get(ControlSettings.SENDER_MASKS).split(",")),
        new AttachmentCheck(
            resources,
            Destinations.parse(FetchSettings.ALLOW.key(), settings.get(FetchSettings.ALLOW)),
            new AttachmentCheck.Bounds(
                settings.get(FetchSettings.ATTACHMENT_BYTES),
                settings.get(ControlSettings.RECOMMENDED_ATTACHMENTS))));
  }

  @Bean
  DataRoutes dataRoutes(DataStore data, Reconciler reconciler, InstantSource clock) {
    return new DataRoutes(data, reconciler, clock);
  }

  @Bean
  ResourceRoutes resourceRoutes(
      ResourceStore resources, InstanceStore instances, Settings settings, InstantSource clock) {
    String base = settings.get(ControlSettings.RESOURCE_URL);
    return new ResourceRoutes(
        resources,
        settings.get(FetchSettings.IMAGE_BYTES),
        settings.get(FetchSettings.ATTACHMENT_BYTES),
        () ->
            base.isEmpty()
                ? instances.instances().stream()
                    .map(there -> there.instance().url().toString())
                    .findFirst()
                    .orElse("")
                : base.replaceAll("/+$", ""),
        clock);
  }

  @Bean
  BlockRoutes blockRoutes(
      StoredLibraries library,
      TakenStore taken,
      TemplateCompiler compiler,
      Publishing publishing,
      Reconciler reconciler,
      InstantSource clock) {
    return new BlockRoutes(
        library.blocks(),
        new BlockView(library.blocks(), taken, compiler, library),
        new Republishing(publishing, taken, reconciler),
        clock);
  }

  @Bean
  BrandRoutes brandRoutes(Database database, InstantSource clock) {
    return new BrandRoutes(new BrandStore(database.dataSource()), clock);
  }

  @Bean
  OptionRoutes optionRoutes(StoredLibraries library, InstantSource clock) {
    return new OptionRoutes(library.options(), clock);
  }

  @Bean
  EventTypeRoutes eventTypeRoutes(
      DesignStore designs, PublishStore publications, EventLogs logs, InstantSource clock) {
    return new EventTypeRoutes(designs, publications, logs, clock);
  }

  @Bean
  ExportRoutes exportRoutes(EventLogs logs, DesignStore designs) {
    return new ExportRoutes(logs, designs, JsonMapper.builder().build());
  }

  @Bean
  CopyRoutes copyRoutes(DesignStore designs, TemplateCheck check, InstantSource clock) {
    return new CopyRoutes(designs, check, clock);
  }

  @Bean
  TemplateRoutes templateRoutes(
      DesignStore designs,
      TemplateCheck check,
      PublishStore publications,
      EventLogs logs,
      InstantSource clock) {
    return new TemplateRoutes(designs, check, publications, logs, clock);
  }

  @Bean
  SeedStore seedStore(Database database) {
    return new SeedStore(database.dataSource());
  }

  @Bean
  SeedRoutes seedRoutes(
      SeedStore seeds, DesignStore designs, JsonMapper json, InstantSource clock) {
    return new SeedRoutes(seeds, designs, json, clock);
  }

  @Bean
  GalleryRoutes galleryRoutes(
      DesignStore designs, SeedStore seeds, JsonMapper json, InstantSource clock) {
    return new GalleryRoutes(new Gallery(json), designs, seeds, clock);
  }

  @Bean
  PreviewRoutes previewRoutes(
      DesignStore designs,
      SeedStore seeds,
      PastEvents pastEvents,
      Preview preview,
      DataStore data) {
    return new PreviewRoutes(designs, seeds, pastEvents, preview, new PreviewRows(data));
  }

  @Bean
  ProofRoutes proofRoutes(
      DesignStore designs,
      TemplateCheck check,
      SeedStore seeds,
      PublishStore publications,
      InstanceStore instances,
      Proofing proofing,
      InstantSource clock) {
    return new ProofRoutes(designs, check, seeds, publications, instances, proofing, clock);
  }

  @Bean
  ApprovalStore approvalStore(Database database) {
    return new ApprovalStore(database.dataSource());
  }

  @Bean
  Publishing publishing(
      Settings settings,
      DesignStore designs,
      TemplateCheck check,
      PublishStore publications,
      ApprovalStore approvals,
      SeedStore seeds) {
    return new Publishing(
        designs, publications, approvals, check, seeds, settings.get(ControlSettings.APPROVAL));
  }

  @Bean
  PublishingAnswers publishingAnswers(
      DesignStore designs, PublishStore publications, Reconciler reconciler) {
    return new PublishingAnswers(designs, publications, reconciler);
  }

  @Bean
  ApprovalRoutes approvalRoutes(
      Publishing publishing,
      PublishingAnswers answers,
      ApprovalStore approvals,
      InstantSource clock) {
    return new ApprovalRoutes(publishing, answers, approvals, clock);
  }

  @Bean
  PublicationRoutes publicationRoutes(
      Publishing publishing,
      PublishingAnswers answers,
      DesignStore designs,
      PublishStore publications,
      Reconciler reconciler,
      InstantSource clock) {
    return new PublicationRoutes(publishing, answers, designs, publications, reconciler, clock);
  }

  @Bean
  PauseRoutes pauseRoutes(
      DesignStore designs, PublishStore publications, Reconciler reconciler, InstantSource clock) {
    return new PauseRoutes(designs, publications, reconciler, clock);
  }

  @Bean
  DiffRoutes diffRoutes(DesignStore designs, PublishStore publications) {
    return new DiffRoutes(designs, publications);
  }

  @Bean
  InstanceRoutes instanceRoutes(
      InstanceStore instances, Reconciler reconciler, InstantSource clock) {
    return new InstanceRoutes(instances, reconciler, clock);
  }

  @Bean
  Liveness liveness() {
    return new Liveness();
  }
}

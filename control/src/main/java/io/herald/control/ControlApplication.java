package io.herald.control;

import io.herald.control.design.DesignStore;
import io.herald.control.design.EventTypeRoutes;
import io.herald.control.design.TemplateCheck;
import io.herald.control.design.TemplateRoutes;
import io.herald.control.http.ConfigurationSecurity;
import io.herald.control.http.ProblemAnswers;
import io.herald.control.http.ProblemWriter;
import io.herald.control.http.StrictJson;
import io.herald.control.proof.Preview;
import io.herald.control.proof.PreviewRoutes;
import io.herald.control.publish.InstanceRoutes;
import io.herald.control.publish.PublicationRoutes;
import io.herald.control.publish.PublishStore;
import io.herald.control.publish.Publishing;
import io.herald.control.publish.Reconciler;
import io.herald.message.template.TemplateCompiler;
import io.herald.platform.database.Database;
import java.time.InstantSource;
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
    return StrictJson.mapper();
  }

  @Bean
  ProblemWriter problemWriter(JsonMapper json) {
    return new ProblemWriter(json);
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
  TemplateCheck templateCheck(TemplateCompiler compiler) {
    return new TemplateCheck(compiler);
  }

  @Bean
  EventTypeRoutes eventTypeRoutes(DesignStore designs, InstantSource clock) {
    return new EventTypeRoutes(designs, clock);
  }

  @Bean
  TemplateRoutes templateRoutes(
      DesignStore designs, TemplateCheck check, PublishStore publications, InstantSource clock) {
    return new TemplateRoutes(designs, check, publications, clock);
  }

  @Bean
  PreviewRoutes previewRoutes(DesignStore designs, Preview preview) {
    return new PreviewRoutes(designs, preview);
  }

  @Bean
  PublicationRoutes publicationRoutes(
      DesignStore designs,
      TemplateCheck check,
      PublishStore publications,
      Reconciler reconciler,
      JsonMapper json,
      InstantSource clock) {
    return new PublicationRoutes(
        new Publishing(designs, publications, check),
        designs,
        publications,
        reconciler,
        json,
        clock);
  }

  @Bean
  InstanceRoutes instanceRoutes(
      PublishStore publications, Reconciler reconciler, InstantSource clock) {
    return new InstanceRoutes(publications, reconciler, clock);
  }

  @Bean
  Liveness liveness() {
    return new Liveness();
  }
}

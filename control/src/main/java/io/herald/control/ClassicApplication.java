package io.herald.control;

import io.herald.control.classic.ClassicDoor;
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
import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The Classic dialect beside the configuration API, for instances that know their operators. */
@Configuration(proxyBeanMethods = false)
class ClassicApplication {
  private static final String NAME = "control";

  @Bean
  ServletContextInitializer classicDoor(
      Settings settings,
      Database database,
      Access access,
      DesignStore designs,
      Publishing publishing,
      PublishStore publications,
      Reconciler reconciler,
      Callers callers,
      Clock clock) {
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    ClassicDoor door =
        new ClassicDoor(
            database,
            access,
            designs,
            publishing,
            publications,
            reconciler,
            new InstanceInfo(NAME, ZoneOffset.UTC, publicUrl(settings)),
            callers,
            new RequestIds(random),
            settings,
            clock);
    return context -> register(context, door);
  }

  private static void register(ServletContext context, ClassicDoor door) {
    door.servlets().forEach((path, servlet) -> context.addServlet(path, servlet).addMapping(path));
  }

  private static String publicUrl(Settings settings) {
    String url = settings.get(ControlSettings.PUBLIC_URL);
    return url.isEmpty()
        ? "http://"
            + settings.get(ControlSettings.ADDRESS)
            + ":"
            + settings.get(ControlSettings.PORT)
        : url;
  }
}

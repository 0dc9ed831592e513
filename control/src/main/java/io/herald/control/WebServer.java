package io.herald.control;

import io.herald.control.http.AuditTrail;
import io.herald.control.http.BodyLimit;
import io.herald.control.http.ProblemWriter;
import io.herald.control.http.RequestNaming;
import io.herald.control.resource.ResourceRoutes;
import io.herald.platform.config.Settings;
import io.herald.platform.http.RequestIds;
import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.JsonErrorReportValve;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tomcat with one virtual thread per request, Spring's dispatcher, and the filters before it: name
 * the request, limit its body, know who it is.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
class WebServer implements WebMvcConfigurer {
  private static final long MAX_BODY_BYTES = 2L << 20;
  private static final String CLASSIC = "/nl/jsp/";
  private static final int MAX_CONNECTIONS = 1_000;
  private static final int HEADER_TIME_OUT_MILLIS = 20_000;

  private final JsonMapper json;
  private final AuditTrail audit;

  WebServer(JsonMapper json, AuditTrail audit) {
    this.json = json;
    this.audit = audit;
  }

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(audit);
  }

  @Bean
  static TomcatServletWebServerFactory tomcat(Settings settings) throws UnknownHostException {
    TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory();
    tomcat.setAddress(InetAddress.getByName(settings.get(ControlSettings.ADDRESS)));
    tomcat.setPort(settings.get(ControlSettings.PORT));
    tomcat.setShutdown(Shutdown.GRACEFUL);
    tomcat.setDisableMBeanRegistry(true);
    tomcat.getSettings().setRegisterDefaultServlet(false);
    tomcat.addProtocolHandlerCustomizers(
        (TomcatProtocolHandlerCustomizer<AbstractProtocol<?>>)
            protocol -> {
              protocol.setExecutor(new VirtualThreadTaskExecutor("control-http-"));
              protocol.setMaxConnections(MAX_CONNECTIONS);
              protocol.setConnectionTimeout(HEADER_TIME_OUT_MILLIS);
            });
    // what Tomcat refuses before any of our code runs is answered in JSON, too
    tomcat.addContextCustomizers(
        context -> {
          if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(JsonErrorReportValve.class.getName());
          }
        });
    return tomcat;
  }

  @Bean
  static ServletRegistrationBean<DispatcherServlet> dispatcher(WebApplicationContext context) {
    return new ServletRegistrationBean<>(new DispatcherServlet(context), "/");
  }

  @Bean
  static FilterRegistrationBean<Filter> requestNaming() {
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    return inOrder(1, new RequestNaming(new RequestIds(random)));
  }

  @Bean
  static FilterRegistrationBean<Filter> bodyLimit(ProblemWriter problems) {
    return inOrder(
        2, new BodyLimit(MAX_BODY_BYTES, Set.of(CLASSIC, ResourceRoutes.PREFIX + "/"), problems));
  }

  @Bean
  static DelegatingFilterProxyRegistrationBean security() {
    DelegatingFilterProxyRegistrationBean security =
        new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
    security.setOrder(3);
    return security;
  }

  private static FilterRegistrationBean<Filter> inOrder(int order, Filter filter) {
    FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(order);
    return registration;
  }

  /** JSON as we read and write it, and the bytes of the OpenAPI document; nothing else. */
  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
    converters
        .disableDefaults()
        .addCustomConverter(new ByteArrayHttpMessageConverter())
        .addCustomConverter(new JacksonJsonHttpMessageConverter(json));
  }

  /** Requests check themselves, with messages for people; no bean validation is started. */
  @Override
  public Validator getValidator() {
    return new Validator() {
      @Override
      public boolean supports(Class<?> type) {
        return true;
      }

      @Override
      public void validate(Object target, Errors errors) {
        // see the requests' own read methods
      }
    };
  }
}

package io.herald.control.http;

import io.herald.platform.access.Operators;
import io.herald.platform.access.Permission;
import io.herald.platform.access.Right;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Who may use the configuration API: operators with the right to publish transactional messages or
 * to administer, over HTTP Basic (RFC 7617), on every request anew. No cookie, no session, hence
 * nothing for a foreign page to ride on (SEC-13). Only the liveness probe is open.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class ConfigurationSecurity {
  /** The liveness probe: says that the process serves, nothing else. */
  public static final String LIVENESS = "/healthz";

  /** Addresses of the Classic dialect. */
  public static final String CLASSIC = "/nl/jsp/*";

  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationSecurity.class);

  /** The right to design and publish transactional messages (SEC-3). */
  public static final String PUBLISH = Right.PUBLISH_TRANSACTIONAL.label();

  /** Where operators, groups and the audit log are; all below takes the right to administer. */
  public static final String[] ADMINISTRATION = {
    "/v1/operators",
    "/v1/operators/*",
    "/v1/operator-groups",
    "/v1/operator-groups/*",
    "/v1/audit-log"
  };

  /** The Classic dialect says in its own messages who calls, and its own router lets in. */
  @Bean
  @Order(1)
  SecurityFilterChain classicDialect(HttpSecurity http) throws Exception {
    return http.securityMatcher(CLASSIC)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .build();
  }

  @Bean
  SecurityFilterChain configurationApi(
      HttpSecurity http, Operators operators, ProblemWriter problems) throws Exception {
    AuthenticationEntryPoint unknown =
        (_, response, why) -> {
          if (why instanceof AuthenticationServiceException) {
            LOG.warn("An operator could not be looked up", why);
            problems.write(
                response, Problem.busy("Operators cannot be looked up at the moment; try again."));
            return;
          }
          response.setHeader(
              HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Herald control\", charset=\"UTF-8\"");
          problems.write(
              response,
              Problem.ofStatus(
                  HttpStatus.UNAUTHORIZED,
                  "Sign in with an operator's login and password (HTTP Basic)."));
        };
    AccessDeniedHandler denied =
        (request, response, _) ->
            problems.write(
                response,
                Problem.ofStatus(
                    HttpStatus.FORBIDDEN, "This takes the right " + takes(request) + "."));
    return http.authenticationProvider(new OperatorAccess(operators))
        .authorizeHttpRequests(
            requests -> {
              requests.requestMatchers(LIVENESS).permitAll();
              for (RouteRights route : RouteRights.ALL) {
                requests
                    .requestMatchers(route.method(), route.pattern())
                    .hasAnyAuthority(whoMay(route.takes()));
              }
              requests
                  .requestMatchers(ADMINISTRATION)
                  .hasAnyAuthority(whoMay(Permission.ADMINISTER))
                  .anyRequest()
                  .hasAnyAuthority(whoMay(RouteRights.OTHERWISE));
            })
        .httpBasic(basic -> basic.authenticationEntryPoint(unknown))
        .exceptionHandling(
            refused -> refused.authenticationEntryPoint(unknown).accessDeniedHandler(denied))
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .build();
  }

  private static String[] whoMay(Permission permission) {
    return Stream.of(permission.right(), Right.ADMINISTRATION)
        .distinct()
        .map(Right::label)
        .toArray(String[]::new);
  }

  /** Which right would have helped. */
  private static String takes(HttpServletRequest request) {
    Permission permission =
        Stream.concat(
                RouteRights.ALL.stream()
                    .map(
                        route ->
                            Map.entry(matcher(route.method(), route.pattern()), route.takes())),
                Arrays.stream(ADMINISTRATION)
                    .map(pattern -> Map.entry(matcher(null, pattern), Permission.ADMINISTER)))
            .filter(row -> row.getKey().matches(request))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(RouteRights.OTHERWISE);
    return permission == Permission.ADMINISTER
        ? Right.ADMINISTRATION.label()
        : permission.right().label() + " or " + Right.ADMINISTRATION.label();
  }

  private static PathPatternRequestMatcher matcher(@Nullable HttpMethod method, String pattern) {
    PathPatternRequestMatcher.Builder matchers = PathPatternRequestMatcher.withDefaults();
    return method == null ? matchers.matcher(pattern) : matchers.matcher(method, pattern);
  }

  @Bean
  RequestRejectedHandler oddRequests(ProblemWriter problems) {
    return (_, response, _) ->
        problems.write(
            response,
            Problem.ofStatus(
                HttpStatus.BAD_REQUEST, "The request line or a header has a form we refuse."));
  }
}

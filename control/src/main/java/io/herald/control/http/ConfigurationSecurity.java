package io.herald.control.http;

import io.herald.platform.access.Operator;
import io.herald.platform.access.Operators;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
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

  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationSecurity.class);

  /** The right to design and publish transactional messages (SEC-3). */
  public static final String PUBLISH = "PUBLISH TRANSACTIONAL";

  private static final String[] DESIGNERS = {PUBLISH, Operator.ADMINISTRATION};

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
        (_, response, _) ->
            problems.write(
                response,
                Problem.ofStatus(
                    HttpStatus.FORBIDDEN,
                    "This takes the right PUBLISH TRANSACTIONAL or ADMINISTRATION."));
    return http.authenticationProvider(new OperatorAccess(operators))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(LIVENESS)
                    .permitAll()
                    .anyRequest()
                    .hasAnyAuthority(DESIGNERS))
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

  @Bean
  RequestRejectedHandler oddRequests(ProblemWriter problems) {
    return (_, response, _) ->
        problems.write(
            response,
            Problem.ofStatus(
                HttpStatus.BAD_REQUEST, "The request line or a header has a form we refuse."));
  }
}

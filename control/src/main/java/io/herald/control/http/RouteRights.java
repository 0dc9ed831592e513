package io.herald.control.http;

import io.herald.platform.access.Permission;
import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * What each route takes (SEC-8): the one table that the security of the configuration API is made
 * from. A route that is not in it takes {@link #OTHERWISE}; a test holds the table against the
 * routes there are.
 *
 * @param method of HTTP
 * @param pattern as the route declares it
 * @param takes what an operator needs, unless it may administer
 */
public record RouteRights(HttpMethod method, String pattern, Permission takes) {
  /** What an address takes where nothing is. */
  public static final Permission OTHERWISE = Permission.CONFIGURE;

  private static final String EVENT_TYPES = "/v1/event-types";
  private static final String TEMPLATES = "/v1/templates";
  private static final String RESOURCES = "/v1/resources";
  private static final String SEEDS = "/v1/seeds";
  private static final String READY = "/v1/ready-messages";
  private static final String BLOCKS = "/v1/blocks";
  private static final String BRANDS = "/v1/brands";
  private static final String OPTIONS = "/v1/options";
  private static final String DATA = "/v1/data";
  private static final String INSTANCES = "/v1/execution-instances";

  /** All routes but the liveness probe, which is open. */
  public static final List<RouteRights> ALL =
      List.of(
          configures(HttpMethod.GET, EVENT_TYPES),
          configures(HttpMethod.POST, EVENT_TYPES),
          configures(HttpMethod.GET, EVENT_TYPES + "/{name}"),
          configures(HttpMethod.PUT, EVENT_TYPES + "/{name}"),
          configures(HttpMethod.DELETE, EVENT_TYPES + "/{name}"),
          configures(HttpMethod.POST, EVENT_TYPES + "/{name}:duplicate"),
          configures(HttpMethod.GET, EVENT_TYPES + "/{name}:export"),
          configures(HttpMethod.GET, TEMPLATES + "/{name}:export"),
          configures(HttpMethod.GET, TEMPLATES),
          configures(HttpMethod.POST, TEMPLATES),
          configures(HttpMethod.GET, TEMPLATES + "/{name}"),
          configures(HttpMethod.PUT, TEMPLATES + "/{name}"),
          configures(HttpMethod.DELETE, TEMPLATES + "/{name}"),
          configures(HttpMethod.POST, TEMPLATES + "/{name}:duplicate"),
          configures(HttpMethod.POST, TEMPLATES + "/{name}:approve"),
          configures(HttpMethod.POST, TEMPLATES + "/{name}:reject"),
          configures(HttpMethod.POST, TEMPLATES + "/{name}:pause"),
          configures(HttpMethod.POST, TEMPLATES + "/{name}:preview"),
          configures(HttpMethod.POST, TEMPLATES + "/{name}:proof"),
          configures(HttpMethod.GET, TEMPLATES + "/{name}/proofs"),
          configures(HttpMethod.POST, TEMPLATES + "/{name}:publish"),
          configures(HttpMethod.POST, TEMPLATES + "/{name}:resume"),
          configures(HttpMethod.POST, TEMPLATES + "/{name}:rollback"),
          configures(HttpMethod.POST, TEMPLATES + "/{name}:unpublish"),
          configures(HttpMethod.GET, TEMPLATES + "/{name}/diff"),
          configures(HttpMethod.GET, TEMPLATES + "/{name}/versions"),
          configures(HttpMethod.GET, TEMPLATES + "/{name}/versions/{version}"),
          configures(HttpMethod.GET, SEEDS),
          configures(HttpMethod.POST, SEEDS),
          configures(HttpMethod.GET, SEEDS + "/{name}"),
          configures(HttpMethod.PUT, SEEDS + "/{name}"),
          configures(HttpMethod.DELETE, SEEDS + "/{name}"),
          configures(HttpMethod.POST, SEEDS + "/{name}:copy"),
          configures(HttpMethod.GET, RESOURCES),
          configures(HttpMethod.GET, RESOURCES + "/{*path}"),
          configures(HttpMethod.PUT, RESOURCES + "/{*path}"),
          configures(HttpMethod.DELETE, RESOURCES + "/{*path}"),
          configures(HttpMethod.GET, READY),
          configures(HttpMethod.GET, READY + "/{name}"),
          configures(HttpMethod.POST, READY + "/{name}:install"),
          configures(HttpMethod.GET, BLOCKS),
          configures(HttpMethod.POST, BLOCKS),
          configures(HttpMethod.GET, BLOCKS + "/{name}"),
          configures(HttpMethod.PUT, BLOCKS + "/{name}"),
          configures(HttpMethod.DELETE, BLOCKS + "/{name}"),
          configures(HttpMethod.POST, BLOCKS + "/{name}:republish"),
          configures(HttpMethod.GET, BRANDS),
          configures(HttpMethod.POST, BRANDS),
          configures(HttpMethod.GET, BRANDS + "/{name}"),
          configures(HttpMethod.PUT, BRANDS + "/{name}"),
          configures(HttpMethod.DELETE, BRANDS + "/{name}"),
          configures(HttpMethod.GET, OPTIONS),
          configures(HttpMethod.POST, OPTIONS),
          configures(HttpMethod.GET, OPTIONS + "/{name}"),
          configures(HttpMethod.PUT, OPTIONS + "/{name}"),
          configures(HttpMethod.DELETE, OPTIONS + "/{name}"),
          configures(HttpMethod.GET, DATA),
          configures(HttpMethod.GET, DATA + "/{name}"),
          configures(HttpMethod.PUT, DATA + "/{name}"),
          configures(HttpMethod.DELETE, DATA + "/{name}"),
          configures(HttpMethod.GET, INSTANCES),
          configures(HttpMethod.GET, INSTANCES + "/{name}"),
          // where publications go, and with them the link's secret
          administers(HttpMethod.POST, INSTANCES),
          administers(HttpMethod.PUT, INSTANCES + "/{name}"),
          administers(HttpMethod.DELETE, INSTANCES + "/{name}"),
          configures(HttpMethod.GET, "/v1/openapi.json"),
          // the same in YAML, which springdoc serves unasked
          configures(HttpMethod.GET, "/v1/openapi.json.yaml"));

  private static RouteRights configures(HttpMethod method, String pattern) {
    return new RouteRights(method, pattern, Permission.CONFIGURE);
  }

  private static RouteRights administers(HttpMethod method, String pattern) {
    return new RouteRights(method, pattern, Permission.ADMINISTER);
  }
}

package io.herald.platform.access;

import io.herald.platform.config.Settings;
import io.herald.platform.http.Callers;
import io.herald.platform.http.RequestIds;
import io.herald.platform.startstop.Recurring;
import io.herald.platform.startstop.Service;
import io.herald.platform.startstop.Services;
import jakarta.servlet.http.HttpServlet;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Who may come into an instance, put together: operators, API clients, sessions, access tokens, and
 * what was ended before its time. Works before it is started; from then on it hears what other
 * processes and cells end. Safe for use by many threads.
 */
public final class Access implements Service {
  /** The folder of migrations of its tables. */
  public static final String MIGRATIONS = "io/herald/platform/access/migration";

  private static final Duration AUDIT_UPKEEP_EVERY = Duration.ofHours(6);

  private final OperatorAccounts operators;
  private final OperatorGroups groups;
  private final ApiClients clients;
  private final Sessions sessions;
  private final AuditLog audit;
  private final AgentAuthentication agents;
  private final ApiAuthentication api;
  private final Zones zones;
  private final ClusterServlet clusterDoor;
  private final Services services;

  /**
   * With the zones of the settings.
   *
   * @param random where keys, ids and secrets come from
   * @throws SQLException when the database cannot be asked
   */
  public Access(DataSource database, Settings settings, Clock clock, SecureRandom random)
      throws SQLException {
    this(database, new WatchedZones(settings), settings, clock, random);
  }

  /** With other zones. */
  public Access(
      DataSource database, Zones zones, Settings settings, Clock clock, SecureRandom random)
      throws SQLException {
    ClusterKeys keys = ClusterKeys.of(settings, database, random);
    Revocations revocations =
        new Revocations(database, clock, settings.get(AccessSettings.FRESHNESS));
    AccessTokens tokens =
        new AccessTokens(
            keys,
            settings.get(AccessSettings.TOKEN_ISSUER),
            ExternalIssuer.of(settings),
            clock,
            random);
    audit = new AuditLog(database, clock);
    operators = new OperatorAccounts(database, zones, audit, settings, clock, random);
    groups = new OperatorGroups(database, operators, clock);
    clients = new ApiClients(database, tokens, revocations, settings, clock, random);
    sessions = new Sessions(keys, revocations, operators, clients, settings, clock, random);
    agents = new AgentAuthentication(zones, operators, sessions, clients, clock);
    api = new ApiAuthentication(zones, operators, clients);
    this.zones = zones;
    clusterDoor = new ClusterServlet(keys, revocations);
    List<PeerTeller> tellers =
        settings.get(AccessSettings.PEERS).stream()
            .map(peer -> new PeerTeller(peer, revocations.store(), keys, clock))
            .toList();
    revocations.whenOwn(() -> tellers.forEach(PeerTeller::wake));
    List<Service> parts = new ArrayList<>(tellers);
    parts.addFirst(revocations);
    Duration kept = settings.get(AccessSettings.AUDIT_KEPT);
    parts.add(
        new Recurring(
            "audit upkeep",
            AUDIT_UPKEEP_EVERY,
            _ -> audit.deleteBefore(clock.instant().minus(kept))));
    if (zones instanceof WatchedZones watched) {
      parts.add(new Recurring("zones", WatchedZones.LOOKS_EVERY, _ -> watched.look()));
    }
    services = new Services("access", parts);
  }

  /** Who comes in with login and password. */
  public OperatorAccounts operators() {
    return operators;
  }

  /** Bundles of operators' rights. */
  public OperatorGroups groups() {
    return groups;
  }

  /** Who comes in with access tokens. */
  public ApiClients clients() {
    return clients;
  }

  /** What Logon opens. */
  public Sessions sessions() {
    return sessions;
  }

  /** What callers of some networks may do. */
  public Zones zones() {
    return zones;
  }

  /** Who did what. */
  public AuditLog audit() {
    return audit;
  }

  /** Checks calls of the SOAP door. */
  public AgentAuthentication agents() {
    return agents;
  }

  /** Checks calls of all other doors. */
  public ApiAuthentication api() {
    return api;
  }

  /** The doors of its own, by path: for access tokens, and for other cells. */
  public Map<String, HttpServlet> doors(Callers callers, RequestIds requestIds) {
    return Map.of(
        TokenServlet.TOKEN,
        new TokenServlet(zones, clients, audit, callers, requestIds),
        TokenServlet.REVOKE,
        new TokenServlet(zones, clients, audit, callers, requestIds),
        ClusterServlet.PATH,
        clusterDoor);
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
}

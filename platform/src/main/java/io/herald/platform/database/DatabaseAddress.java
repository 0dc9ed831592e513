package io.herald.platform.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a database is and who we are there.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port 1 to 65535
 * @param user may be empty: the server then takes the operating system's user
 * @param password never printed; empty when the server asks for none
 * @param parameters how to connect, by the names of the PostgreSQL JDBC driver: {@code sslmode},
 *     {@code sslrootcert}, {@code sslcert}, {@code sslkey}, {@code currentSchema}
 */
public record DatabaseAddress(
    String host,
    int port,
    String database,
    String user,
    String password,
    Map<String, String> parameters) {

  public DatabaseAddress {
    parameters = Map.copyOf(parameters);
  }

  /** An address without further parameters. */
  public DatabaseAddress(String host, int port, String database, String user, String password) {
    this(host, port, database, user, password, Map.of());
  }

  /**
   * Reads {@code postgresql://user:password@host:port/database} (the form of PostgreSQL's own
   * programs, also {@code postgres://}) or {@code
   * jdbc:postgresql://host:port/database?user=…&password=…}. The port is 5432 when left out. Parts
   * are percent-decoded, so that a password may hold any character.
   *
   * @throws IllegalArgumentException naming the part that is wrong and what is expected; never with
   *     the text itself, which may hold a password
   */
  public static DatabaseAddress parse(String url) {
    return DatabaseUrl.parse(url);
  }

  /** For the driver; without credentials. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + authority() + query();
  }

  /**
   * As one text, password included: for a file only its owner may read. {@link #parse} reads it
   * back.
   */
  public String toUrl() {
    String credentials = user;
    if (!user.isEmpty()) {
      credentials = encode(user) + (password.isEmpty() ? "" : ":" + encode(password)) + "@";
    }
    return "postgresql://" + credentials + authority() + query();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "postgresql://" + (user.isEmpty() ? "" : user + "@") + authority();
  }

  private String authority() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return name + ":" + port + "/" + encode(database);
  }

  private String query() {
    if (parameters.isEmpty()) {
      return "";
    }
    return parameters.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&", "?", ""));
  }

  /** Percent-encoding that both forms read back: no plus for a blank. */
  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

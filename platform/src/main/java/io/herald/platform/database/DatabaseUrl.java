package io.herald.platform.database;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads a {@link DatabaseAddress} from its URL. By hand rather than by {@code java.net.URI}, whose
 * errors print the whole text, password and all.
 */
final class DatabaseUrl {
  private static final int MAX_LENGTH = 2000;
  private static final Set<String> PARAMETERS =
      Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "currentSchema");

  private DatabaseUrl() {}

  static DatabaseAddress parse(String text) {
    String url = text.strip();
    if (url.length() > MAX_LENGTH) {
      throw wrong("is longer than " + MAX_LENGTH + " characters");
    }
    boolean jdbc = url.startsWith("jdbc:postgresql://");
    if (!jdbc && !url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
      throw wrong("does not begin with postgresql:// or jdbc:postgresql://");
    }
    String rest = url.substring(url.indexOf("://") + 3);
    int question = rest.indexOf('?');
    String place = question < 0 ? rest : rest.substring(0, question);
    Map<String, String> query = query(question < 0 ? "" : rest.substring(question + 1), jdbc);

    int slash = place.indexOf('/');
    if (slash < 0 || slash == place.length() - 1) {
      throw wrong("names no database after host and port");
    }
    String database = decode(place.substring(slash + 1), "the database name", false);
    String authority = place.substring(0, slash);
    String user = "";
    String password = "";
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      String credentials = authority.substring(0, at);
      int colon = credentials.indexOf(':');
      user = decode(colon < 0 ? credentials : credentials.substring(0, colon), "the user", false);
      password = colon < 0 ? "" : decode(credentials.substring(colon + 1), "the password", false);
    }
    String givenUser = query.remove("user");
    String givenPassword = query.remove("password");
    return at(
        authority.substring(at + 1),
        database,
        givenUser == null ? user : givenUser,
        givenPassword == null ? password : givenPassword,
        query);
  }

  private static DatabaseAddress at(
      String hostAndPort,
      String database,
      String user,
      String password,
      Map<String, String> parameters) {
    if (hostAndPort.contains(",")) {
      throw wrong("names more than one host; give the one that takes writes");
    }
    int portMark = hostAndPort.lastIndexOf(':');
    String host = hostAndPort;
    int port = 5432;
    if (portMark > hostAndPort.lastIndexOf(']')) {
      host = hostAndPort.substring(0, portMark);
      port = port(hostAndPort.substring(portMark + 1));
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw wrong("has an IPv6 address without brackets: write [::1]:5432");
    }
    if (!host.matches("[A-Za-z0-9._:%-]+")) {
      throw wrong("names no host, or one with a character no host name has");
    }
    return new DatabaseAddress(host, port, database, user, password, parameters);
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message below; the text may be part of a password
    }
    throw wrong(
        "has a port that is not a number from 1 to 65535 (an @ or / in a password is written %40 or %2F)");
  }

  private static Map<String, String> query(String text, boolean plusIsBlank) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : text.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (equals < 0
          || (!PARAMETERS.contains(name) && !name.equals("user") && !name.equals("password"))) {
        throw wrong(
            "has a parameter that is not name=value with one of user, password, "
                + String.join(", ", PARAMETERS.stream().sorted().toList()));
      }
      if (query.put(name, decode(pair.substring(equals + 1), "parameter " + name, plusIsBlank))
          != null) {
        throw wrong("has parameter " + name + " twice");
      }
    }
    return query;
  }

  /**
   * Percent-decoding, strict; in a JDBC query a plus stands for a blank, as its driver reads it.
   */
  private static String decode(String text, String what, boolean plusIsBlank) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] == '%') {
        int high = i + 2 <= encoded.length - 1 ? Character.digit(encoded[i + 1], 16) : -1;
        int low = i + 2 <= encoded.length - 1 ? Character.digit(encoded[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw wrong("has a % without two hexadecimal digits in " + what + " (a % itself is %25)");
        }
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(plusIsBlank && encoded[i] == '+' ? ' ' : encoded[i]);
      }
    }
    try {
      String decoded =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      if (decoded.indexOf(0) >= 0) {
        throw wrong("has a zero byte in " + what);
      }
      return decoded;
    } catch (CharacterCodingException e) {
      throw wrong("has bytes that are not UTF-8 in " + what);
    }
  }

  private static IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(
        "expects postgresql://user:password@host:port/database or"
            + " jdbc:postgresql://host:port/database?user=…&password=…; the URL given "
            + why);
  }
}

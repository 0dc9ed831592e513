package io.herald.platform.outbound;

import io.herald.platform.http.Network;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where requests of this installation may go (SEC-31): nowhere, unless an operator listed it in a
 * setting. What may be listed, separated by blanks:
 *
 * <ul>
 *   <li>{@code hooks.example.com}: this host, over https, at public addresses;
 *   <li>{@code .example.com}: every host below it, but not itself;
 *   <li>{@code *}: every host with a public address;
 *   <li>{@code hooks.example.com:8443}: this host at this port only; without a port at 443 only;
 *   <li>{@code 10.1.2.0/24}, {@code 127.0.0.1}, {@code fd00::/8}: these addresses, although they
 *       are not public; a listed name may lead there, and a URL may name them;
 *   <li>{@code http://} before any of them: also without TLS (port 80 when none is given).
 * </ul>
 *
 * A URL is checked when somebody writes it down and again before each attempt. Immutable.
 */
public final class Destinations {
  private static final int MAX_URL = 2_048;
  private static final int ANY_PORT = -1;
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?<scheme>https?://)?(?<host>\\[[0-9a-f:.]+]|[^\\s:/\\[\\]]+)(?<prefix>/\\d{1,3})?(:(?<port>\\d{1,5}))?");

  /** Its own colons leave no room for a port, except in brackets. */
  private static final Pattern V6_NETWORK =
      Pattern.compile(
          "(https://|(?<plain>http://))?(?<network>[0-9a-f]*:[0-9a-f.]*:[0-9a-f:.]*(/\\d{1,3})?)");

  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");

  /** One thing an operator listed; exactly one of name and network is set. */
  private record Entry(boolean plain, @Nullable String name, @Nullable Network network, int port) {
    boolean names(String host) {
      if (name == null) {
        return false;
      }
      return name.equals("*") || (name.startsWith(".") ? host.endsWith(name) : host.equals(name));
    }

    boolean covers(InetAddress address) {
      return network != null && network.contains(address);
    }

    boolean fits(URI url) {
      boolean tls = url.getScheme().equals("https");
      if (!tls && !plain) {
        return false;
      }
      return port == ANY_PORT && network == null
          ? portOf(url) == usualPort(url)
          : allows(portOf(url));
    }

    boolean allows(int wanted) {
      return port == ANY_PORT || port == wanted;
    }
  }

  private final String setting;
  private final List<Entry> entries;

  private Destinations(String setting, List<Entry> entries) {
    this.setting = setting;
    this.entries = entries;
  }

  /**
   * Reads what an operator listed.
   *
   * @param setting where, for refusals
   * @throws IllegalArgumentException when an entry has none of the forms
   */
  public static Destinations parse(String setting, String text) {
    return new Destinations(
        setting,
        text.isBlank()
            ? List.of()
            : Arrays.stream(text.strip().split("\\s+")).map(Destinations::entry).toList());
  }

  /** The name of the setting, for refusals. */
  public String setting() {
    return setting;
  }

  /** What keeps a URL from being used; empty: nothing, as far as its text tells. */
  public Optional<String> objection(String text) {
    if (text.length() > MAX_URL) {
      return Optional.of("is longer than " + MAX_URL + " characters");
    }
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      return Optional.of("is not a URL such as https://hooks.example.com/herald");
    }
    return objection(url);
  }

  /** The same for a URL that was read already. */
  public Optional<String> objection(URI url) {
    if (!"https".equals(url.getScheme()) && !"http".equals(url.getScheme())) {
      return Optional.of("begins neither with https:// nor with http://");
    }
    if (url.getHost() == null || url.getPort() == 0 || url.getPort() > 65_535) {
      return Optional.of("names no host, or a port that does not exist");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      return Optional.of("has a user or a fragment (#), which cannot be sent");
    }
    if (!url.toString().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return Optional.of("has characters outside ASCII: write them encoded");
    }
    String host = host(url);
    @Nullable InetAddress literal = literal(host);
    boolean listed =
        entries.stream()
            .filter(entry -> entry.fits(url))
            .anyMatch(
                entry ->
                    literal == null
                        ? NAME.matcher(host).matches() && entry.names(host)
                        : entry.covers(literal));
    return listed
        ? Optional.empty()
        : Optional.of(
            "leads to "
                + url.getScheme()
                + "://"
                + url.getRawAuthority()
                + ", which is not listed in the setting "
                + setting
                + " of this instance");
  }

  /** Whether a connection may be made to there: the address is public, or listed with this port. */
  public boolean mayReach(InetAddress address, int port) {
    return PublicAddresses.contains(address)
        || entries.stream().anyMatch(entry -> entry.covers(address) && entry.allows(port));
  }

  private static Entry entry(String written) {
    String text = written.toLowerCase(Locale.ROOT);
    Matcher v6 = V6_NETWORK.matcher(text);
    if (v6.matches()) {
      return new Entry(
          v6.group("plain") != null, null, Network.parse(v6.group("network")), ANY_PORT);
    }
    Matcher matcher = ENTRY.matcher(text);
    if (!matcher.matches()) {
      throw unreadable();
    }
    boolean plain = "http://".equals(matcher.group("scheme"));
    int port = matcher.group("port") == null ? ANY_PORT : port(matcher.group("port"));
    String host = withoutBrackets(matcher.group("host"));
    @Nullable String prefix = matcher.group("prefix");
    if (prefix != null || literal(host) != null) {
      return new Entry(plain, null, Network.parse(prefix == null ? host : host + prefix), port);
    }
    String name = host.startsWith(".") ? host.substring(1) : host;
    if (!host.equals("*") && !NAME.matcher(name).matches()) {
      throw unreadable();
    }
    return new Entry(plain, host, null, port);
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "expects hosts (hooks.example.com), suffixes (.example.com), * or networks (10.0.0.0/8),"
            + " each with http:// before it and :port behind it where needed, separated by blanks");
  }

  private static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("expects ports from 1 to 65535");
    }
    return port;
  }

  /** In lower case, without the brackets of IPv6 and without the full stop of the root. */
  private static String host(URI url) {
    String host = withoutBrackets(url.getHost().toLowerCase(Locale.ROOT));
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static int portOf(URI url) {
    return url.getPort() < 0 ? usualPort(url) : url.getPort();
  }

  private static int usualPort(URI url) {
    return url.getScheme().equals("https") ? 443 : 80;
  }
}

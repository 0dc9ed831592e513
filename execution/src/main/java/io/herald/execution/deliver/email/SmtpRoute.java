package io.herald.execution.deliver.email;

import java.time.Duration;
import java.util.Optional;

/**
 * Where messages go and how: one relay.
 *
 * @param host name or address of the relay
 * @param port its TCP port
 * @param ehloName how we introduce ourselves: our host name in ASCII; empty for the address literal
 *     of the local end (RFC 5321 §4.1.3)
 * @param tls whether the connection is encrypted
 * @param login user and password, if the relay wants them
 * @param limits how many connections and messages
 * @param timeouts how long each answer may take
 */
public record SmtpRoute(
    String host,
    int port,
    String ehloName,
    Tls tls,
    Optional<Login> login,
    Limits limits,
    SmtpTimeouts timeouts) {
  /** Encryption by STARTTLS (RFC 3207). */
  public enum Tls {
    /** Never, even when offered: for a wire that is trusted. */
    NONE,
    /** When offered, without checking the certificate (RFC 7435). */
    OPPORTUNISTIC,
    /** Always, with a certificate that is valid for the host name; else nothing is sent. */
    REQUIRED
  }

  /** Credentials for AUTH PLAIN or LOGIN. */
  public record Login(String user, String password) {
    /** Without the password, so that it reaches no log. */
    @Override
    public String toString() {
      return "Login[user=" + user + "]";
    }
  }

  /**
   * Bounds.
   *
   * @param maxConnections at most this many at once
   * @param maxMessagesPerConnection then the connection is closed and another one opened
   * @param maxWaiting messages that may wait in each of the two lanes; then senders are held up
   * @param idleTimeout a connection without work is closed after this time
   */
  public record Limits(
      int maxConnections, int maxMessagesPerConnection, int maxWaiting, Duration idleTimeout) {
    /** 8 connections, 1,000 messages on each, 2,000 waiting (DL-33), 30 seconds idle. */
    public static final Limits DEFAULT = new Limits(8, 1_000, 2_000, Duration.ofSeconds(30));

    public Limits {
      if (maxConnections < 1 || maxMessagesPerConnection < 1 || maxWaiting < 1) {
        throw new IllegalArgumentException(
            "the limits of a mail route start at 1: "
                + maxConnections
                + " connections, "
                + maxMessagesPerConnection
                + " messages, "
                + maxWaiting
                + " waiting");
      }
    }
  }

  public SmtpRoute {
    if (host.isBlank() || port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          "a mail route needs a host and a port from 1 to 65535, not " + host + ":" + port);
    }
    if (!ehloName.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          "the name for EHLO must be a host name in ASCII, not " + ehloName);
    }
    if (login.isPresent() && tls == Tls.OPPORTUNISTIC) {
      throw new IllegalArgumentException(
          "a password must not depend on what the server offers: use tls required, or none on a"
              + " trusted wire");
    }
  }

  /** A plain route with the defaults. */
  public static SmtpRoute to(String host, int port) {
    return new SmtpRoute(
        host, port, "", Tls.NONE, Optional.empty(), Limits.DEFAULT, SmtpTimeouts.DEFAULT);
  }

  public SmtpRoute with(Tls changed) {
    return new SmtpRoute(host, port, ehloName, changed, login, limits, timeouts);
  }

  public SmtpRoute with(Login changed) {
    return new SmtpRoute(host, port, ehloName, tls, Optional.of(changed), limits, timeouts);
  }

  public SmtpRoute with(Limits changed) {
    return new SmtpRoute(host, port, ehloName, tls, login, changed, timeouts);
  }

  public SmtpRoute with(SmtpTimeouts changed) {
    return new SmtpRoute(host, port, ehloName, tls, login, limits, changed);
  }
}

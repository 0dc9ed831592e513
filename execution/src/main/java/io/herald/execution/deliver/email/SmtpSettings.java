package io.herald.execution.deliver.email;

import io.herald.platform.config.Setting;
import io.herald.platform.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an operator can set about the mail route. */
public final class SmtpSettings {
  public static final Setting<String> HOST =
      Setting.text("email.relay.host", "localhost", "Host name or address of the mail relay.");
  public static final Setting<Integer> PORT =
      Setting.number("email.relay.port", 25, 1, 65535, "TCP port of the mail relay.");
  public static final Setting<String> EHLO_NAME =
      Setting.text(
          "email.relay.ehlo-name",
          "",
          "The name Herald gives itself in EHLO; empty for the address of the local end.");
  public static final Setting<SmtpRoute.Tls> TLS =
      new Setting<>(
          "email.relay.tls",
          "none, opportunistic (when offered, certificate not checked) or required (certificate"
              + " checked).",
          "opportunistic",
          SmtpSettings::tls);
  public static final Setting<String> USER =
      Setting.text(
          "email.relay.user", "", "User for AUTH; empty for none. Needs tls required or none.");
  public static final Setting<String> PASSWORD =
      Setting.text("email.relay.password", "", "Password for AUTH.");
  public static final Setting<Integer> CONNECTIONS =
      Setting.number("email.relay.connections", 8, 1, 1000, "Connections to the relay at most.");
  public static final Setting<Integer> MESSAGES_PER_CONNECTION =
      Setting.number(
          "email.relay.messages-per-connection",
          1000,
          1,
          1_000_000,
          "Messages on one connection before it is closed.");
  public static final Setting<Integer> WAITING =
      Setting.number(
          "email.relay.waiting",
          2000,
          1,
          1_000_000,
          "Rendered messages that may wait for a connection, in each of the two queues.");
  public static final Setting<Duration> IDLE =
      Setting.duration(
          "email.relay.idle", "30s", "A connection without work is closed after this.");
  public static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.duration(
          "email.relay.connect-timeout", "10s", "Time to connect, and to agree on TLS.");

  /** All of them, for the reference page and the check of keys. */
  public static final List<Setting<?>> ALL =
      List.of(
          HOST,
          PORT,
          EHLO_NAME,
          TLS,
          USER,
          PASSWORD,
          CONNECTIONS,
          MESSAGES_PER_CONNECTION,
          WAITING,
          IDLE,
          CONNECT_TIMEOUT);

  private SmtpSettings() {}

  /**
   * The route as set.
   *
   * @throws IllegalArgumentException when the settings contradict each other; says how
   */
  public static SmtpRoute route(Settings settings) {
    SmtpTimeouts rfc = SmtpTimeouts.DEFAULT;
    String user = settings.get(USER);
    return new SmtpRoute(
        settings.get(HOST),
        settings.get(PORT),
        settings.get(EHLO_NAME),
        settings.get(TLS),
        user.isEmpty()
            ? Optional.empty()
            : Optional.of(new SmtpRoute.Login(user, settings.get(PASSWORD))),
        new SmtpRoute.Limits(
            settings.get(CONNECTIONS),
            settings.get(MESSAGES_PER_CONNECTION),
            settings.get(WAITING),
            settings.get(IDLE)),
        new SmtpTimeouts(
            settings.get(CONNECT_TIMEOUT),
            rfc.greeting(),
            rfc.envelope(),
            rfc.data(),
            rfc.write(),
            rfc.acceptance()));
  }

  private static SmtpRoute.Tls tls(String text) {
    try {
      return SmtpRoute.Tls.valueOf(text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("expects none, opportunistic or required", e);
    }
  }
}

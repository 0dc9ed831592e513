package io.herald.execution.notify;

import io.herald.platform.config.Setting;
import io.herald.platform.outbound.Destinations;
import java.time.Duration;
import java.util.List;

/** What can be set about webhooks. */
public final class WebhookSettings {
  /** Where they may go (SEC-31); its value is checked when it is read. */
  public static final Setting<String> ALLOW =
      new Setting<>(
          "webhook.allow",
          "where webhooks may go, separated by blanks: hosts (hooks.example.com), suffixes"
              + " (.example.com), * for every public host; addresses that are not public only when"
              + " listed as networks (10.1.0.0/16); http:// before an entry permits it without TLS,"
              + " :port behind it a port other than 443; empty: nowhere",
          "",
          text -> {
            Destinations.parse("webhook.allow", text);
            return text;
          });

  /** How much a slow receiver may hold. */
  public static final Setting<Integer> CONCURRENCY =
      Setting.number(
          "webhook.concurrency",
          16,
          1,
          1_000,
          "messages under way to one webhook at once, for each process");

  /** How long what was delivered stays to be seen. */
  public static final Setting<Duration> KEEP_DELIVERED =
      Setting.duration(
          "webhook.keep-delivered", "1h", "how long a delivered webhook message can be looked at");

  /** All of them, for the list of known settings. */
  public static final List<Setting<?>> ALL = List.of(ALLOW, CONCURRENCY, KEEP_DELIVERED);

  private WebhookSettings() {}
}

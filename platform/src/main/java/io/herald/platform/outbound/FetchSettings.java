package io.herald.platform.outbound;

import io.herald.platform.config.Setting;
import java.time.Duration;
import java.util.List;

/** What can be set about fetching (TPL-72, OPT-6). */
public final class FetchSettings {
  // what is uploaded has to reach the execution instances: as much as a call of the link carries
  private static final int MOST_UPLOADED = 16 << 20;

  /** Where files, pages and images may be fetched from (SEC-31). */
  public static final Setting<String> ALLOW =
      new Setting<>(
          "fetch.allow",
          "where attachments, pages and images may be fetched from, separated by blanks: hosts"
              + " (cdn.example.com), suffixes (.example.com), * for every public host; addresses"
              + " that are not public only when listed as networks (10.1.0.0/16); http:// before an"
              + " entry permits it without TLS, :port behind it a port other than 443; empty:"
              + " nowhere",
          "",
          text -> {
            Destinations.parse("fetch.allow", text);
            return text;
          });

  /** {@code NmsDelivery_ImageServerTimeout}. */
  public static final Setting<Duration> TIMEOUT =
      Setting.duration(
          "fetch.timeout",
          "60s",
          "how long a fetched attachment or image may take, from connecting to its last byte"
              + " (NmsDelivery_ImageServerTimeout)");

  /** Shorter: the message waits on a thread that fills in templates. */
  public static final Setting<Duration> PAGE_TIMEOUT =
      Setting.duration(
          "fetch.page-timeout",
          "3s",
          "how long the page of getUrl may take; templates of other messages wait meanwhile");

  /** {@code NmsDelivery_MaxDownloadedImageSize}. */
  public static final Setting<Integer> IMAGE_BYTES =
      Setting.number(
          "fetch.image-bytes",
          100_000,
          1_000,
          MOST_UPLOADED,
          "size of a fetched or uploaded image, at most" + " (NmsDelivery_MaxDownloadedImageSize)");

  /** All attachments of a message together. */
  public static final Setting<Integer> ATTACHMENT_BYTES =
      Setting.number(
          "fetch.attachment-bytes",
          10 << 20,
          1_000,
          MOST_UPLOADED,
          "size of all attachments of a message together, at most, before they are encoded");

  /** How many exchanges run at once. */
  public static final Setting<Integer> CONCURRENCY =
      Setting.number(
          "fetch.concurrency", 32, 1, 1_000, "files, pages and images fetched at once, at most");

  /** All of them, for the list of known settings. */
  public static final List<Setting<?>> ALL =
      List.of(ALLOW, TIMEOUT, PAGE_TIMEOUT, IMAGE_BYTES, ATTACHMENT_BYTES, CONCURRENCY);

  private FetchSettings() {}
}

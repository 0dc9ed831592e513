package io.herald.server.inbox;

import io.herald.platform.config.Setting;
import java.util.List;

/** What can be set about the inbox of the demo. */
public final class InboxSettings {
  public static final Setting<Integer> WEB_PORT =
      Setting.number(
          "inbox.web.port",
          9402,
          0,
          65535,
          "Port of the page that shows the mails of the demo; 0 picks a free one.");
  public static final Setting<Integer> SMTP_PORT =
      Setting.number(
          "inbox.smtp.port",
          9403,
          0,
          65535,
          "Port of the SMTP server that takes the mails of the demo; 0 picks a free one.");
  public static final Setting<Integer> MAILS =
      Setting.number(
          "inbox.mails", 10_000, 1, 1_000_000, "How many mails are kept; the oldest leave first.");
  public static final Setting<Integer> MEGABYTES =
      Setting.number(
          "inbox.megabytes", 128, 1, 100_000, "How many MiB of mails are kept, in files.");
  public static final Setting<Integer> MAIL_MEGABYTES =
      Setting.number("inbox.mail-megabytes", 16, 1, 256, "The largest mail taken, in MiB.");

  /** All of them, for loading and for the reference page. */
  public static final List<Setting<?>> ALL =
      List.of(WEB_PORT, SMTP_PORT, MAILS, MEGABYTES, MAIL_MEGABYTES);

  private InboxSettings() {}
}

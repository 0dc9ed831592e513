package io.herald.server.inbox;

import io.herald.platform.config.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an inbox listens and how much it keeps.
 *
 * @param webPort port of the web page on 127.0.0.1; 0 picks a free one
 * @param smtpPort port of the SMTP server on 127.0.0.1; 0 picks a free one
 * @param folder where mails are kept over a restart; null keeps them in memory only
 * @param maxMails how many mails are kept, at least 1
 * @param maxTotalBytes how many bytes of mail are kept; the newest mail is kept even when it alone
 *     is larger
 * @param maxMailBytes the largest mail accepted
 */
public record InboxOptions(
    int webPort,
    int smtpPort,
    @Nullable Path folder,
    int maxMails,
    long maxTotalBytes,
    int maxMailBytes) {

  /**
   * The options as set.
   *
   * @param folder where mails are kept over a restart
   */
  public static InboxOptions of(Settings settings, Path folder) {
    return new InboxOptions(
        settings.get(InboxSettings.WEB_PORT),
        settings.get(InboxSettings.SMTP_PORT),
        folder,
        settings.get(InboxSettings.MAILS),
        (long) settings.get(InboxSettings.MEGABYTES) << 20,
        settings.get(InboxSettings.MAIL_MEGABYTES) << 20);
  }
}

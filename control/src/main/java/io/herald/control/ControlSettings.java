package io.herald.control;

import io.herald.platform.config.Setting;
import java.time.Duration;
import java.util.List;

/**
 * What an operator can set on a control instance; the secret of the link is {@link
 * io.herald.platform.access.AccessSettings#LINK_SECRET}.
 */
public final class ControlSettings {
  public static final Setting<String> ADDRESS =
      Setting.text(
          "control.http.address",
          "127.0.0.1",
          "Address the configuration API listens on; 0.0.0.0 for all.");
  public static final Setting<Integer> PORT =
      Setting.number(
          "control.http.port",
          9400,
          0,
          65535,
          "Port the configuration API listens on; 0 picks a free one.");
  public static final Setting<Duration> LINK_PERIOD =
      Setting.duration(
          "control.link.period",
          "2s",
          "How often each execution instance is compared with what should be live there.");

  /** All of them, for loading and for the reference page. */
  public static final List<Setting<?>> ALL = List.of(ADDRESS, PORT, LINK_PERIOD);

  private ControlSettings() {}
}

package io.herald.control;

import io.herald.control.classic.ClassicSettings;
import io.herald.platform.config.Setting;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

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
  public static final Setting<String> PUBLIC_URL =
      Setting.text(
          "control.http.public-url",
          "",
          "Address callers know this instance by, shown in WSDLs; default: the address and port it"
              + " listens on.");
  public static final Setting<Duration> LINK_PERIOD =
      Setting.duration(
          "control.link.period",
          "2s",
          "How often each execution instance is compared with what should be live there.");

  public static final Setting<Boolean> APPROVAL =
      Setting.flag(
          "control.publish.approval",
          false,
          "Whether a publication takes a second person: who publishes asks, somebody else"
              + " approves.");

  public static final Setting<String> SENDER_MASKS =
      Setting.text(
          "control.sender.masks",
          "",
          "What senders' and bounce addresses have to look like, separated by commas, for example"
              + " *@shop.example, *.shop.example; empty: anything.");
  public static final Setting<String> RESOURCE_URL =
      Setting.text(
          "control.resources.public-url",
          "",
          "Address under which recipients reach an execution instance, the beginning of the addresses of uploaded files, for example https://mail.shop.example; default: that of the first registered instance.");
  public static final Setting<Integer> RECOMMENDED_ATTACHMENTS =
      Setting.number(
          "control.attachments.recommended",
          1,
          0,
          20,
          "More attachments than this are a warning at publication (NmsDelivery_MaxRecommendedAttachments).");

  /** All of them, for loading and for the reference page. */
  public static final List<Setting<?>> ALL =
      Stream.concat(
              Stream.of(
                  ADDRESS,
                  PORT,
                  PUBLIC_URL,
                  LINK_PERIOD,
                  APPROVAL,
                  SENDER_MASKS,
                  RESOURCE_URL,
                  RECOMMENDED_ATTACHMENTS),
              ClassicSettings.ALL.stream())
          .toList();

  private ControlSettings() {}
}

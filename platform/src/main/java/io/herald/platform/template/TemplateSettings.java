package io.herald.platform.template;

import io.herald.platform.config.Setting;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * How messages are filled in. Control and execution instances need the same, or previews differ.
 */
public final class TemplateSettings {
  /** TPL-32. */
  public static final Setting<Duration> TIME =
      Setting.duration(
          "template.time",
          "5s",
          "how long filling in one message may take; 0s: any time, only its steps are counted");

  /** TPL-38. */
  public static final Setting<Integer> VALUE_CHARACTERS =
      Setting.number(
          "template.value-characters",
          0,
          0,
          10_000_000,
          "length of a value that a template prints; a longer one fails the message; 0: any");

  /** TPL-47. */
  public static final Setting<ZoneId> ZONE =
      new Setting<>(
          "template.zone",
          "time zone of dates in templates that name none, for example Europe/Paris",
          "UTC",
          TemplateSettings::zone);

  /** All of them, for the list of known settings. */
  public static final List<Setting<?>> ALL = List.of(TIME, VALUE_CHARACTERS, ZONE);

  private TemplateSettings() {}

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expects a time zone such as Europe/Paris or UTC", e);
    }
  }
}

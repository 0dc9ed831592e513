package io.herald.server;

import io.herald.control.ControlSettings;
import io.herald.execution.ExecutionSettings;
import io.herald.execution.collect.CollectSettings;
import io.herald.execution.deliver.email.SmtpSettings;
import io.herald.execution.notify.WebhookSettings;
import io.herald.platform.access.AccessSettings;
import io.herald.platform.config.Setting;
import io.herald.platform.config.Settings;
import io.herald.platform.outbound.FetchSettings;
import io.herald.platform.template.TemplateSettings;
import io.herald.server.inbox.InboxSettings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every setting of every product: one file may serve them all. */
final class KnownSettings {
  private KnownSettings() {}

  static Collection<Setting<?>> all() {
    Map<String, Setting<?>> byKey = new LinkedHashMap<>();
    // some are known to both roles by the same key, such as the link secret
    for (List<Setting<?>> settings :
        List.of(
            ServerSettings.ALL,
            AccessSettings.ALL,
            ControlSettings.ALL,
            ExecutionSettings.ALL,
            CollectSettings.ALL,
            FetchSettings.ALL,
            TemplateSettings.ALL,
            WebhookSettings.ALL,
            SmtpSettings.ALL,
            InboxSettings.ALL)) {
      settings.forEach(setting -> byKey.putIfAbsent(setting.key(), setting));
    }
    return List.copyOf(byKey.values());
  }

  /**
   * The same with other defaults: what a product suggests counts less than what anybody sets.
   *
   * @param defaults by key
   */
  static Collection<Setting<?>> withDefaults(Map<String, String> defaults) {
    return all().stream()
        .<Setting<?>>map(
            setting ->
                withDefault(setting, defaults.getOrDefault(setting.key(), setting.defaultText())))
        .toList();
  }

  private static <T> Setting<T> withDefault(Setting<T> setting, String text) {
    return new Setting<>(
        setting.key(), setting.meaning(), text, setting.parser(), setting.secret());
  }

  /** For people: each with its default, its environment variable and what it means. */
  static String reference() {
    return Settings.reference(all());
  }
}

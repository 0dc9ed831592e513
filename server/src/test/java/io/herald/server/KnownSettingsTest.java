package io.herald.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.herald.execution.deliver.email.SmtpSettings;
import io.herald.platform.config.Setting;
import io.herald.platform.config.Settings;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KnownSettingsTest {
  @Test
  void everySettingAPackageDeclaresCanBeSet() throws Exception {
    Set<String> declared = new HashSet<>();
    for (JavaField field :
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.herald")
                .stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(Setting.class))
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .collect(Collectors.toSet())) {
      Field constant = field.reflect();
      constant.setAccessible(true);
      declared.add(((Setting<?>) constant.get(null)).key());
    }

    assertThat(declared).hasSizeGreaterThan(40);
    assertThat(KnownSettings.all().stream().map(Setting::key).collect(Collectors.toSet()))
        .containsAll(declared);
  }

  @Test
  void aSuggestedDefaultCountsLessThanTheEnvironmentAndFlags() {
    Map<String, String> suggested =
        Map.of("email.relay.host", "inbox", "email.relay.port", "9403", "server.dir", "there");

    Settings settings =
        Settings.load(
            KnownSettings.withDefaults(suggested),
            null,
            Map.of("HERALD_EMAIL_RELAY_HOST", "from-environment"),
            Map.of("email.relay.port", "25"));

    assertThat(settings.get(ServerSettings.DIR)).hasToString("there");
    assertThat(settings.get(SmtpSettings.HOST)).isEqualTo("from-environment");
    assertThat(settings.get(SmtpSettings.PORT)).isEqualTo(25);
  }
}

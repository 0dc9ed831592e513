package io.herald.control;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Requests that are right, for tests that change one thing in them. */
public final class Samples {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Samples() {}

  /** A Standard event type with fields. */
  public static Map<String, Object> cartType() {
    Map<String, Object> type = new TreeMap<>();
    type.put("name", "EVTcartAbandonment");
    type.put("label", "Verlassener Warenkorb – 放棄されたカート");
    type.put(
        "fields",
        List.of(
            Map.of("name", "cartAmount", "type", "decimal"),
            Map.of("name", "firstName", "type", "string", "required", true)));
    return type;
  }

  /** A template for it that can be published. */
  public static Map<String, Object> cartTemplate() {
    Map<String, Object> template = new TreeMap<>();
    template.put("name", "RTEVTcartAbandonment");
    template.put("label", "Warenkorb");
    template.put("eventType", "EVTcartAbandonment");
    template.put("senderName", "Beispiel-Laden “Größe”");
    template.put("senderAddress", "shop@example.com");
    template.put("subject", "<%= rtEvent.ctx.firstName %>, Ihr Warenkorb wartet 🛒");
    template.put("html", "<p>Grüße, <%= rtEvent.ctx.firstName %>!</p>");
    return template;
  }

  /** As JSON, with some properties replaced; {@link #ABSENT} removes one. */
  public static String json(Map<String, Object> sample, Object... changes) {
    Map<String, Object> changed = new TreeMap<>(sample);
    for (int index = 0; index < changes.length; index += 2) {
      if (changes[index + 1].equals(ABSENT)) {
        changed.remove(changes[index].toString());
      } else {
        changed.put(changes[index].toString(), changes[index + 1]);
      }
    }
    return JSON.writeValueAsString(changed);
  }

  /** Stands for a property that is left out. */
  public static final Object ABSENT = new Object();
}

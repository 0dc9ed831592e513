package io.herald.control.gallery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The messages that come with the product. Each is a folder beside this class: {@code message.json}
 * with everything but the long texts, {@code message.html} and {@code message.txt}, and {@code
 * message.<language>.html} and {@code .txt} for its variants. Immutable.
 */
public final class Gallery {
  /** In the order a shop meets them. */
  private static final List<String> NAMES =
      List.of(
          "welcome",
          "orderConfirmation",
          "invoice",
          "shipping",
          "passwordReset",
          "cartAbandonment");

  private final Map<String, ReadyMessage> messages = new LinkedHashMap<>();

  /**
   * @param json as the configuration API reads its bodies
   */
  public Gallery(JsonMapper json) {
    NAMES.forEach(name -> messages.put(name, read(json, name)));
  }

  /** By name. */
  Map<String, ReadyMessage> all() {
    return messages;
  }

  Optional<ReadyMessage> find(String name) {
    return Optional.ofNullable(messages.get(name));
  }

  private static ReadyMessage read(JsonMapper json, String name) {
    ObjectNode message = (ObjectNode) json.readTree(text(name, "message.json"));
    ObjectNode template = (ObjectNode) message.get("template");
    addTexts(template, name, "message.");
    for (JsonNode variant : template.path("variants")) {
      addTexts(
          (ObjectNode) variant, name, "message." + variant.get("language").stringValue() + ".");
    }
    return json.treeToValue(message, ReadyMessage.class);
  }

  private static void addTexts(ObjectNode content, String name, String file) {
    content.put("html", text(name, file + "html"));
    content.put("text", text(name, file + "txt"));
  }

  private static String text(String name, String file) {
    String path = name + "/" + file;
    try (InputStream in = Gallery.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("missing from the class path: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}

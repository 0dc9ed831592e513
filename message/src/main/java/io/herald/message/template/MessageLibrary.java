package io.herald.message.template;

import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import io.herald.message.link.Supplies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A library, and what is known of the message whose template takes from it (TPL-41): {@code
 * delivery} with {@code internalName}, {@code eventType} and {@code channel}. The same on control
 * and on every execution instance.
 *
 * @param library what there is to take; its own system objects are kept beside these
 */
public record MessageLibrary(Library library, SystemObjects objects) implements Library {
  /**
   * @param template internal name
   * @param eventType name of the type whose events it answers
   */
  public static MessageLibrary of(
      Library library, String template, String eventType, Channel channel) {
    Map<String, Map<String, Object>> known = new LinkedHashMap<>();
    known.put(
        "delivery",
        Map.of("internalName", template, "eventType", eventType, "channel", channel.label()));
    known.putAll(library.objects().byName());
    return new MessageLibrary(library, new SystemObjects(known));
  }

  /** What a publication carries. */
  static MessageLibrary of(FrozenLibrary supplies, Publication publication) {
    return of(
        supplies, publication.template(), publication.eventType().name(), publication.channel());
  }

  @Override
  public Optional<Supplies.Block> block(String name) {
    return library.block(name);
  }

  @Override
  public Optional<String> option(String name) {
    return library.option(name);
  }

  @Override
  public Optional<String> file(String path) {
    return library.file(path);
  }

  @Override
  public Map<String, Supplies.Brand> brands() {
    return library.brands();
  }

  @Override
  public Fetched fetch(String url) {
    return library.fetch(url);
  }
}

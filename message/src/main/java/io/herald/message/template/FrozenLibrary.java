package io.herald.message.template;

import io.herald.message.link.Supplies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A library whose answers never change, for example the part of another one that a template took
 * in: a publication carries it, so that every instance compiles the same template (TPL-43), and the
 * editor finds the live templates that use a block. Immutable.
 *
 * @param blocks by name
 * @param options by name
 * @param files by path
 * @param pages by address
 * @param objects what is known of the system objects
 * @param brands by name
 */
public record FrozenLibrary(
    Map<String, Supplies.Block> blocks,
    Map<String, String> options,
    Map<String, String> files,
    Map<String, String> pages,
    SystemObjects objects,
    Map<String, Supplies.Brand> brands)
    implements Library {
  /** No blocks but the built-in ones, no options, no files, and nothing is fetched. */
  public static final FrozenLibrary NOTHING =
      new FrozenLibrary(Map.of(), Map.of(), Map.of(), Map.of(), SystemObjects.NONE, Map.of());

  public FrozenLibrary {
    blocks = Map.copyOf(blocks);
    options = Map.copyOf(options);
    files = Map.copyOf(files);
    pages = Map.copyOf(pages);
    brands = Map.copyOf(brands);
  }

  /** The same for a message in this language. */
  FrozenLibrary inLanguage(String code) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>(objects.byName());
    Map<String, Object> message = new LinkedHashMap<>(all.getOrDefault("message", Map.of()));
    message.put("language", code);
    all.put("message", message);
    return new FrozenLibrary(blocks, options, files, pages, new SystemObjects(all), brands);
  }

  @Override
  public Optional<Supplies.Block> block(String name) {
    return Optional.ofNullable(blocks.get(name));
  }

  @Override
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  @Override
  public Optional<String> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  @Override
  public Fetched fetch(String url) {
    String page = pages.get(url);
    return page == null
        ? new Fetched.Refused("pages of other servers are not allowed here")
        : new Fetched.Content(page);
  }
}

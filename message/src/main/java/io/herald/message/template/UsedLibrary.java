package io.herald.message.template;

import io.herald.message.link.Supplies;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Remembers what one template takes from a library. For one thread. */
final class UsedLibrary implements Library {
  private final Library library;
  private final Map<String, Supplies.Block> blocks = new TreeMap<>();
  private final Map<String, String> options = new TreeMap<>();
  private final Map<String, String> files = new TreeMap<>();
  private final Map<String, String> pages = new TreeMap<>();

  private final Map<String, Supplies.Brand> brands = new TreeMap<>();
  private SystemObjects objects;

  UsedLibrary(Library library) {
    this.library = library;
    this.objects = library.objects();
  }

  @Override
  public Optional<Supplies.Block> block(String name) {
    // a built-in one is frozen, too: another version of the product may have another one
    return taken(blocks, name, asked -> library.block(asked).or(() -> BuiltInBlocks.block(asked)));
  }

  @Override
  public Optional<String> option(String name) {
    return taken(options, name, library::option);
  }

  @Override
  public Optional<String> file(String path) {
    return taken(files, path, library::file);
  }

  @Override
  public Fetched fetch(String url) {
    String known = pages.get(url);
    if (known != null) {
      // a page is fetched once, so that all parts see the same one
      return new Fetched.Content(known);
    }
    Fetched fetched = library.fetch(url);
    if (fetched instanceof Fetched.Content(String text)) {
      pages.put(url, text);
    }
    return fetched;
  }

  @Override
  public SystemObjects objects() {
    return objects;
  }

  @Override
  public Map<String, Supplies.Brand> brands() {
    brands.putAll(library.brands());
    return library.brands();
  }

  /** The brand of every message of the template; from now on {@code brand} is known. */
  Optional<Supplies.Brand> brand(String name) {
    Optional<Supplies.Brand> brand = Optional.ofNullable(library.brands().get(name));
    brand.ifPresent(
        found -> {
          brands.put(name, found);
          objects = BrandFields.in(objects, found);
        });
    return brand;
  }

  private static <V> Optional<V> taken(
      Map<String, V> taken, String name, Function<String, Optional<V>> ask) {
    Optional<V> answer = ask.apply(name);
    answer.ifPresent(value -> taken.put(name, value));
    return answer;
  }

  FrozenLibrary frozen() {
    return new FrozenLibrary(blocks, options, files, pages, objects, brands);
  }
}

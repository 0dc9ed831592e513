package io.herald.message.template;

import io.herald.message.link.Supplies;
import java.util.Map;
import java.util.Optional;

/**
 * What a template may take in while it is compiled (TPL-40 to TPL-43). Asked from the thread that
 * compiles, some names more than once; answers must not change while one template is compiled. What
 * was taken is frozen into the compiled template: {@link CompiledTemplate#uses}.
 */
public interface Library {
  /**
   * The personalization block of that name (TPL-50), which may hold tags and include others; it
   * hides a built-in one.
   */
  Optional<Supplies.Block> block(String name);

  /** The value of an option such as {@code NmsServer_URL}. */
  Optional<String> option(String name);

  /** A file of the template library; the path is taken as the template writes it. */
  Optional<String> file(String path);

  /** The text behind an http or https address; the library decides which hosts are allowed. */
  Fetched fetch(String url);

  /** What is known of the system objects at publication (TPL-34, TPL-41). */
  SystemObjects objects();

  /** The brands there are, by name (TPL-13). */
  default Map<String, Supplies.Brand> brands() {
    return Map.of();
  }

  /** What fetching gave. */
  sealed interface Fetched {
    /** What stood there. */
    record Content(String text) implements Fetched {}

    /** Nothing. The reason is shown to the template's author. */
    record Refused(String why) implements Fetched {}
  }
}

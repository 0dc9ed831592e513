package io.herald.message.link;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a template takes in from outside, as it was at publication: whatever happens to it later,
 * the published version stays what it is (TPL-20, TPL-43). Immutable; a map that is absent is
 * empty.
 *
 * @param blocks personalization blocks by name
 * @param options values by name
 * @param files texts by path
 * @param pages texts by address
 * @param brands by name; all of them when the message chooses its brand while it is made
 * @param resources what attachments and images may be, by path; the bytes travel on their own
 */
public record Supplies(
    @Nullable Map<String, Block> blocks,
    @Nullable Map<String, String> options,
    @Nullable Map<String, String> files,
    @Nullable Map<String, String> pages,
    @Nullable Map<String, Brand> brands,
    @Nullable Map<String, Resource> resources) {
  /** Nothing at all. */
  public static final Supplies NOTHING = new Supplies(null, null, null, null, null, null);

  public Supplies {
    blocks = orEmpty(blocks);
    options = orEmpty(options);
    files = orEmpty(files);
    pages = orEmpty(pages);
    brands = orEmpty(brands);
    resources = orEmpty(resources);
  }

  /** Never null. */
  @Override
  public Map<String, Block> blocks() {
    return requireNonNull(blocks);
  }

  /** Never null. */
  @Override
  public Map<String, String> options() {
    return requireNonNull(options);
  }

  /** Never null. */
  @Override
  public Map<String, String> files() {
    return requireNonNull(files);
  }

  /** Never null. */
  @Override
  public Map<String, String> pages() {
    return requireNonNull(pages);
  }

  /** Never null. */
  @Override
  public Map<String, Brand> brands() {
    return requireNonNull(brands);
  }

  /** Never null. */
  @Override
  public Map<String, Resource> resources() {
    return requireNonNull(resources);
  }

  private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : Map.copyOf(map);
  }

  /**
   * A personalization block (TPL-50).
   *
   * @param html for the HTML part
   * @param text for everything else; null: the HTML as it is
   */
  public record Block(String html, @Nullable String text) {
    public Block {
      requireNonNull(html, "html");
    }
  }

  /**
   * Whom messages come from (DM-51, TPL-12): templates read it as {@code brand.<field>}.
   *
   * @param usualName as people call it
   * @param emailUrlBase where its links and pages are
   */
  public record Brand(
      String name,
      @Nullable String usualName,
      @Nullable String senderName,
      @Nullable String senderAddress,
      @Nullable String replyName,
      @Nullable String replyAddress,
      @Nullable String errorAddress,
      @Nullable String logoUrl,
      @Nullable String webSiteUrl,
      @Nullable String emailUrlBase) {
    public Brand {
      requireNonNull(name, "name");
    }
  }

  /**
   * A stored file.
   *
   * @param sha256 of its bytes, in lower-case hexadecimal digits; names them between instances
   * @param type media type
   * @param bytes how many
   */
  public record Resource(String sha256, String type, long bytes) {
    public Resource {
      requireNonNull(sha256, "sha256");
      requireNonNull(type, "type");
    }
  }
}

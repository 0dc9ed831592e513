package io.herald.control.mjml;

import ch.digitalfondue.mjml4j.Mjml4j;
import io.herald.message.link.Publication;
import io.herald.message.template.TemplateError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message's content whose HTML is made: from MJML where there is some, else as it was written.
 * Immutable.
 */
public final class Mjml {
  private static final String MJML = "mjml";
  private static final String HTML = "html";
  private static final String UNKNOWN_LANGUAGE = "und";

  private final Publication.Content content;
  private final List<TemplateError> errors;
  private final Map<String, MadeHtml> made;

  private Mjml(
      Publication.Content content, List<TemplateError> errors, Map<String, MadeHtml> made) {
    this.content = content;
    this.errors = List.copyOf(errors);
    this.made = Map.copyOf(made);
  }

  /**
   * Makes the HTML. Takes some milliseconds for each language that has MJML, nothing for others.
   *
   * @param draft as it was written: with HTML or MJML
   */
  public static Mjml made(Publication.Content draft) {
    if (draft.mjml() == null
        && draft.variants().stream().allMatch(variant -> variant.mjml() == null)) {
      return new Mjml(draft, List.of(), Map.of());
    }
    Making making = new Making();
    String html = making.html("", draft.mjml(), draft.html(), draft.language());
    List<Publication.Variant> variants =
        draft.variants().stream()
            .map(
                variant ->
                    variant.withHtml(
                        making.html(
                            "variants." + variant.language() + ".",
                            variant.mjml(),
                            variant.html(),
                            variant.language())))
            .toList();
    return new Mjml(draft.withHtml(html, variants), making.errors, making.made);
  }

  /** With HTML in all languages; where there are errors it may be missing. */
  public Publication.Content content() {
    return content;
  }

  /** What is wrong with the MJML, and where. */
  public List<TemplateError> errors() {
    return errors;
  }

  /** Errors in the HTML that was made, where their cause stands in the MJML. */
  public List<TemplateError> atSource(List<TemplateError> found) {
    return found.stream().map(this::atSource).distinct().toList();
  }

  /** One of them. */
  public TemplateError atSource(TemplateError error) {
    MadeHtml html = made.get(error.part());
    return html == null ? error : html.atSource(error);
  }

  /** Makes one language after the other. */
  private static final class Making {
    private final List<TemplateError> errors = new ArrayList<>();
    private final Map<String, MadeHtml> made = new HashMap<>();

    @Nullable String html(
        String prefix, @Nullable String mjml, @Nullable String html, @Nullable String language) {
      if (mjml == null) {
        return html;
      }
      if (html != null) {
        errors.add(
            new TemplateError(
                prefix + HTML,
                1,
                1,
                "There is both MJML and HTML, and only one of them can be the message: remove"
                    + " one"));
        return html;
      }
      MjmlReading.Result read = MjmlReading.read(prefix + MJML, mjml);
      errors.addAll(read.errors());
      if (!read.errors().isEmpty()) {
        return null;
      }
      try {
        String words =
            Mjml4j.render(
                read.mjml(),
                new Mjml4j.Configuration(Objects.requireNonNullElse(language, UNKNOWN_LANGUAGE)));
        MadeHtml result = MadeHtml.of(prefix + MJML, read.lines(), words, read.tags());
        for (MjmlTag tag : result.lost(read.tags())) {
          errors.add(
              read.lines()
                  .error(
                      prefix + MJML,
                      tag.at(),
                      "MJML leaves this out where it stands: put it elsewhere"));
        }
        made.put(prefix + HTML, result);
        return result.html();
      } catch (StackOverflowError e) {
        errors.add(
            new TemplateError(prefix + MJML, 1, 1, "The HTML in this MJML is nested too deeply"));
        return null;
      } catch (RuntimeException e) {
        // the library says nothing of places, and its words mean nothing to an author
        errors.add(
            new TemplateError(
                prefix + MJML,
                1,
                1,
                "A size in this MJML cannot be read: widths, heights, paddings and borders are"
                    + " numbers with px or %"));
        return null;
      }
    }
  }
}

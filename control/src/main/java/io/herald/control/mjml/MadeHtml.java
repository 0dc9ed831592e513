package io.herald.control.mjml;

import io.herald.message.template.TemplateError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * HTML that was made from MJML, and the way back. Immutable.
 *
 * @param part the property the MJML stands in
 * @param mjml the source
 * @param html what it gave
 * @param spots where in the HTML tags of the source stand, in order
 */
record MadeHtml(String part, String mjml, String html, List<Spot> spots) {
  private static final int MOST_LOST = 50;

  /**
   * @param at where the tag begins in the HTML, from 0
   * @param tag which one
   */
  record Spot(int at, MjmlTag tag) {}

  /** Puts the tags back where their words are. */
  static MadeHtml of(String part, String mjml, String withWords, List<MjmlTag> tags) {
    StringBuilder html = new StringBuilder(withWords.length() + mjml.length());
    List<Spot> spots = new ArrayList<>();
    int done = 0;
    String word = tags.isEmpty() ? "" : tags.getFirst().word();
    String prefix = word.isEmpty() ? "" : word.substring(0, word.length() - 2);
    int at = prefix.isEmpty() ? -1 : withWords.indexOf(prefix);
    while (at >= 0) {
      int end = withWords.indexOf('x', at + prefix.length());
      MjmlTag tag = tags.get(Integer.parseInt(withWords.substring(at + prefix.length(), end)));
      html.append(withWords, done, at);
      spots.add(new Spot(html.length(), tag));
      html.append(tag.text());
      done = end + 1;
      at = withWords.indexOf(prefix, done);
    }
    html.append(withWords, done, withWords.length());
    return new MadeHtml(part, mjml, html.toString(), List.copyOf(spots));
  }

  /** The first tags that are in the source and not in the HTML, at most {@value #MOST_LOST}. */
  List<MjmlTag> lost(List<MjmlTag> tags) {
    Set<MjmlTag> there =
        spots.stream().map(Spot::tag).collect(Collectors.toCollection(HashSet::new));
    return tags.stream().filter(tag -> !there.contains(tag)).limit(MOST_LOST).toList();
  }

  /** The same error where its cause stands in the source: in the tag, or at the last one before. */
  TemplateError atSource(TemplateError error) {
    int offset = offset(error.line(), error.column());
    int at = 0;
    for (Spot spot : spots) {
      if (spot.at() <= offset) {
        int inside = offset - spot.at();
        at = spot.tag().at() + (inside < spot.tag().text().length() ? inside : 0);
      }
    }
    return MjmlTag.place(part, mjml, at).error(error.message());
  }

  private int offset(int line, int column) {
    int begin = 0;
    for (int i = 1; i < line; i++) {
      int end = html.indexOf('\n', begin);
      begin = end < 0 ? html.length() : end + 1;
    }
    return begin + column - 1;
  }
}

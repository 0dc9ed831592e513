package io.herald.control.mjml;

import io.herald.message.template.Lines;
import io.herald.message.template.TemplateError;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * HTML that was made from MJML, and the way back. Immutable.
 *
 * @param part the property the MJML stands in
 * @param source the lines of the MJML
 * @param html what it gave
 * @param lines of the HTML
 * @param tags by where they begin in the HTML, from 0
 */
record MadeHtml(
    String part, Lines source, String html, Lines lines, NavigableMap<Integer, MjmlTag> tags) {
  private static final int MOST_LOST = 50;

  /**
   * Puts the tags back where their words are.
   *
   * @param source the lines of the MJML
   */
  static MadeHtml of(String part, Lines source, String withWords, List<MjmlTag> tags) {
    StringBuilder html = new StringBuilder(withWords.length() * 2);
    NavigableMap<Integer, MjmlTag> there = new TreeMap<>();
    int done = 0;
    String word = tags.isEmpty() ? "" : tags.getFirst().word();
    String prefix = word.isEmpty() ? "" : word.substring(0, word.length() - 2);
    int at = prefix.isEmpty() ? -1 : withWords.indexOf(prefix);
    while (at >= 0) {
      int end = withWords.indexOf('x', at + prefix.length());
      MjmlTag tag = tags.get(Integer.parseInt(withWords.substring(at + prefix.length(), end)));
      html.append(withWords, done, at);
      there.put(html.length(), tag);
      html.append(tag.text());
      done = end + 1;
      at = withWords.indexOf(prefix, done);
    }
    html.append(withWords, done, withWords.length());
    String made = html.toString();
    return new MadeHtml(
        part, source, made, new Lines(made), Collections.unmodifiableNavigableMap(there));
  }

  /** The first tags that are in the source and not in the HTML, at most {@value #MOST_LOST}. */
  List<MjmlTag> lost(List<MjmlTag> all) {
    Set<MjmlTag> there = new HashSet<>(tags.values());
    return all.stream().filter(tag -> !there.contains(tag)).limit(MOST_LOST).toList();
  }

  /** The same error where its cause stands in the source: in the tag, or at the last one before. */
  TemplateError atSource(TemplateError error) {
    int offset = lines.start(error.line()) + error.column() - 1;
    Map.Entry<Integer, MjmlTag> before = tags.floorEntry(offset);
    if (before == null) {
      return source.error(part, 0, error.message());
    }
    MjmlTag tag = before.getValue();
    int inside = offset - before.getKey();
    int at = tag.at() + (inside < tag.text().length() ? inside : 0);
    return source.error(part, at, error.message());
  }
}

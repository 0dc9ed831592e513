package io.herald.message.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a variant of a message consists of: its own parts and those it inherits (TPL-60). */
final class Inheritance {
  private Inheritance() {}

  /**
   * The parts of a variant, in the order in which they are rendered. One with HTML of its own does
   * not inherit the text, which would be in another language: its text is made from its HTML.
   *
   * @param inherited those of the message itself
   */
  static List<CompiledPart> parts(List<CompiledPart> own, List<CompiledPart> inherited) {
    Set<Part.Role> replaced = EnumSet.noneOf(Part.Role.class);
    own.forEach(part -> replaced.add(part.part().role()));
    if (replaced.contains(Part.Role.HTML)) {
      replaced.add(Part.Role.TEXT);
    }
    List<CompiledPart> parts = new ArrayList<>(own);
    inherited.stream().filter(part -> !replaced.contains(part.part().role())).forEach(parts::add);
    parts.sort(Comparator.comparing(part -> part.part().role()));
    return parts;
  }
}

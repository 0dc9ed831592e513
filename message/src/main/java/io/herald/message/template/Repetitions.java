package io.herald.message.template;

import io.herald.message.template.Source.Origin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers the repetitions of a part and knows which are open. For one part and one thread. */
final class Repetitions {
  private static final int MAX_NESTED = 2;
  private static final int MAX_COUNT = 1_000_000;

  private final Deque<Each> open = new ArrayDeque<>();
  private final List<Problem> problems;
  private int count;

  Repetitions(List<Problem> problems) {
    this.problems = problems;
  }

  /** Begins a repetition; settings that are wrong are told and replaced. */
  Each begin(Map<String, String> settings, Origin at) {
    String collection = settings.get("in");
    if (collection == null || collection.isBlank()) {
      problem(at, "A listing needs what it is repeated over, such as ctx.items");
      collection = "[]";
    }
    String item = settings.getOrDefault("as", "item");
    if (!Each.NAME.matcher(item).matches() || PartCompiler.isReadOnly(item)) {
      problem(at, item + " cannot be the name of an element: choose a word such as item");
      item = "item";
    }
    boolean tooDeep = open.size() >= MAX_NESTED;
    if (tooDeep) {
      problem(at, "A listing can hold one other listing, not two inside each other");
    }
    for (Each outer : open) {
      // said of each pair, thousands inside each other would fill the memory
      if (!tooDeep && outer.item().equals(item)) {
        problem(
            at,
            "The listing around this one also calls its element "
                + item
                + ": give this one another name");
      }
    }
    Integer first = number(settings.get("first"), "first", at);
    Each each =
        new Each(
            ++count,
            collection,
            item,
            first == null ? 1 : first,
            number(settings.get("max"), "max", at),
            blankToNull(settings.get("filter")),
            blankToNull(settings.get("sort")),
            at);
    open.push(each);
    return each;
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private @Nullable Integer number(@Nullable String text, String name, Origin at) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (!text.strip().matches("[1-9][0-9]{0,6}")) {
      problem(at, name + " is a number from 1 to " + MAX_COUNT + ", not " + text);
      return null;
    }
    return Integer.valueOf(text.strip());
  }

  private void problem(Origin at, String message) {
    problems.add(new Problem(at, message));
  }

  /** Ends the innermost repetition. */
  void end() {
    open.pop();
  }
}

package io.herald.execution.notify;

import io.herald.message.status.EventStatus;
import io.herald.platform.http.operation.Described;
import io.herald.platform.http.operation.Finding;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as its owner wants it. Used to create one, where name and URL are required, and to
 * change one, where everything left out stays as it is.
 */
@Described("A webhook as it should be")
record WebhookRequest(
    @Described(value = "For people; 1 to 64 characters; required to create one", atMost = 64)
        @Nullable String name,
    @Described(
            value =
                "Where messages are posted: https, and listed in the setting webhook.allow; required"
                    + " to create one",
            atMost = 2048,
            format = "uri")
        @Nullable String url,
    @Described(value = "Event types to hear of; all when empty or left out", atMost = 100)
        @Nullable List<String> types,
    @Described(value = "Origins of events to hear of; all when empty or left out", atMost = 100)
        @Nullable List<String> origins,
    @Described(
            value = "New statuses to hear of; the final ones when left out",
            atMost = 10,
            atLeast = 1)
        @Nullable List<String> statuses,
    @Described(
            value =
                "What messages carry besides: address, context (up to 64 KiB); nothing when left out."
                    + " Takes the right to read events",
            atMost = 2)
        @Nullable List<String> include,
    @Described("Whether messages are sent; yes when created") @Nullable Boolean active) {
  static final String ADDRESS = "address";
  static final String CONTEXT = "context";

  private static final int MOST_WORDS = 100;
  private static final int LONGEST_WORD = 64;
  private static final Set<EventStatus> FINAL =
      Arrays.stream(EventStatus.values())
          .filter(EventStatus::settled)
          .collect(Collectors.toUnmodifiableSet());

  /** What it comes to. */
  sealed interface Reading {
    /** It can be had. */
    record Good(Webhook.Wish wish) implements Reading {}

    /** At least one thing is wrong. */
    record Bad(List<Finding> findings) implements Reading {}
  }

  /** Whether it asks for data that takes the right to read events. */
  boolean wantsData() {
    return include != null && !include.isEmpty();
  }

  /**
   * Reads it.
   *
   * @param before what stands for things left out; null: it is to be created
   * @param objection what keeps a URL from being used; null: nothing
   */
  Reading read(Webhook.@Nullable Wish before, Function<String, @Nullable String> objection) {
    List<Finding> findings = new ArrayList<>();
    if (name == null && before == null) {
      findings.add(new Finding("name", "is missing"));
    } else if (name != null && !word(name)) {
      findings.add(new Finding("name", "must have 1 to 64 characters, none of them a control"));
    }
    if (url == null && before == null) {
      findings.add(new Finding("url", "is missing"));
    } else if (url != null) {
      String complaint = objection.apply(url);
      if (complaint != null) {
        findings.add(new Finding("url", complaint));
      }
    }
    checkWords("types", types, findings);
    checkWords("origins", origins, findings);
    Set<EventStatus> wanted = statuses(before, findings);
    if (include != null
        && !include.stream().allMatch(word -> ADDRESS.equals(word) || CONTEXT.equals(word))) {
      findings.add(new Finding("include", "knows address and context only"));
    }
    if (!findings.isEmpty()) {
      return new Reading.Bad(findings);
    }
    return new Reading.Good(
        new Webhook.Wish(
            name == null && before != null ? before.name() : String.valueOf(name),
            url == null && before != null ? before.url() : URI.create(String.valueOf(url)),
            words(types, before == null ? Set.of() : before.types()),
            words(origins, before == null ? Set.of() : before.origins()),
            wanted,
            include == null ? before != null && before.address() : include.contains(ADDRESS),
            include == null ? before != null && before.context() : include.contains(CONTEXT)));
  }

  private Set<EventStatus> statuses(Webhook.@Nullable Wish before, List<Finding> findings) {
    if (statuses == null) {
      return before == null ? FINAL : before.statuses();
    }
    Set<EventStatus> wanted = new HashSet<>();
    for (EventStatus status : EventStatus.values()) {
      if (statuses.contains(status.label())) {
        wanted.add(status);
      }
    }
    if (wanted.isEmpty() || wanted.size() != statuses.size()) {
      findings.add(
          new Finding(
              "statuses",
              "must name at least one, and each once, of "
                  + Arrays.stream(EventStatus.values())
                      .map(EventStatus::label)
                      .collect(Collectors.joining(", "))));
    }
    return wanted;
  }

  private static void checkWords(
      String property, @Nullable List<String> words, List<Finding> findings) {
    if (words != null
        && (words.size() > MOST_WORDS || !words.stream().allMatch(WebhookRequest::word))) {
      findings.add(
          new Finding(
              property, "must be at most 100 texts of 1 to 64 characters without controls"));
    }
  }

  private static boolean word(@Nullable String text) {
    return text != null
        && !text.isBlank()
        && text.codePointCount(0, text.length()) <= LONGEST_WORD
        && text.codePoints()
            .noneMatch(
                c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }

  private static Set<String> words(@Nullable List<String> given, Set<String> before) {
    return given == null ? before : new HashSet<>(given);
  }
}

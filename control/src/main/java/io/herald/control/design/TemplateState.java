package io.herald.control.design;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** Where a template is in its life (TPL-20, TPL-21). */
public enum TemplateState {
  /** Not to be live anywhere. */
  DRAFT("draft"),
  /** To be live; at least one execution instance has not got it yet. */
  PARTLY_PUBLISHED("partlyPublished"),
  /** Live on every execution instance. */
  PUBLISHED("published"),
  /** Live on every execution instance, and holding its events back (EV-40). */
  PAUSED("paused");

  private final String label;

  TemplateState(String label) {
    this.label = label;
  }

  /** In JSON. */
  @JsonValue
  public String label() {
    return label;
  }

  /**
   * @param live null: it should not be live
   */
  public static TemplateState of(Publications.@Nullable Live live) {
    if (live == null) {
      return DRAFT;
    }
    return live(live.everywhere(), live.pause() != null);
  }

  /**
   * Of one that should be live.
   *
   * @param everywhere whether every execution instance has it as it should be
   */
  public static TemplateState live(boolean everywhere, boolean paused) {
    if (!everywhere) {
      return PARTLY_PUBLISHED;
    }
    return paused ? PAUSED : PUBLISHED;
  }
}

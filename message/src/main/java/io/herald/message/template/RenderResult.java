package io.herald.message.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rendering gave. */
public sealed interface RenderResult {
  /**
   * The filled-in parts; at least one of html and text is set.
   *
   * @param warnings values that were missing and printed as nothing (TPL-30), with their place
   */
  record Rendered(
      String senderName,
      String senderAddress,
      @Nullable String replyTo,
      @Nullable String errorAddress,
      String subject,
      @Nullable String html,
      @Nullable String text,
      List<TemplateError> warnings)
      implements RenderResult {}

  /** The message fails; nothing half-rendered is ever sent (TPL-48). */
  record Failed(TemplateError error) implements RenderResult {}
}

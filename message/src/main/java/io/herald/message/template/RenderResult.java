package io.herald.message.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rendering gave. */
public sealed interface RenderResult {
  /**
   * The filled-in parts; at least one of html and text is set.
   *
   * @param warnings values that were missing and printed as nothing (TPL-30), with their place
   * @param log what the template wrote with {@code logInfo} and its kin, at most 100 lines
   */
  record Rendered(
      String senderName,
      String senderAddress,
      @Nullable String replyTo,
      @Nullable String errorAddress,
      String subject,
      @Nullable String html,
      @Nullable String text,
      List<TemplateError> warnings,
      List<LogLine> log)
      implements RenderResult {
    /** Without a log. */
    public Rendered(
        String senderName,
        String senderAddress,
        @Nullable String replyTo,
        @Nullable String errorAddress,
        String subject,
        @Nullable String html,
        @Nullable String text,
        List<TemplateError> warnings) {
      this(
          senderName,
          senderAddress,
          replyTo,
          errorAddress,
          subject,
          html,
          text,
          warnings,
          List.of());
    }
  }

  /** The message fails; nothing half-rendered is ever sent (TPL-48). */
  record Failed(TemplateError error) implements RenderResult {}
}

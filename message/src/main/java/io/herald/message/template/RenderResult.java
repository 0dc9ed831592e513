package io.herald.message.template;

import io.herald.message.link.Publication;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What rendering gave. */
public sealed interface RenderResult {
  /**
   * The filled-in parts; at least one of html and text is set.
   *
   * @param html the preheader included
   * @param warnings values that were missing and printed as nothing (TPL-30), with their place
   * @param log what the template wrote with {@code logInfo} and its kin, at most 100 lines
   * @param headers further lines for the message's head, in order; none is empty
   * @param language code of the variant it is (TPL-60); null: the message has but one language, and
   *     does not say which
   * @param attachments the files whose condition holds, in their order
   * @param replyName shown beside {@code replyTo}; null: nothing
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
      List<LogLine> log,
      List<Publication.Header> headers,
      @Nullable String language,
      List<Attachment> attachments,
      @Nullable String replyName)
      implements RenderResult {
    /** Without a log, in the one language there is. */
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
          List.of(),
          List.of(),
          null,
          List.of(),
          null);
    }

    /** The same with something before its subject. */
    public Rendered prefixed(String prefix) {
      return with(prefix + subject, html, warnings, language);
    }

    /** The same, of this language. */
    Rendered in(@Nullable String code) {
      return with(subject, html, warnings, code);
    }

    /** The same with other HTML. */
    public Rendered withHtml(String changed) {
      return with(subject, changed, warnings, language);
    }

    /** The same with more to look at. */
    Rendered warning(List<TemplateError> more) {
      return with(
          subject, html, Stream.concat(warnings.stream(), more.stream()).toList(), language);
    }

    private Rendered with(
        String otherSubject,
        @Nullable String otherHtml,
        List<TemplateError> otherWarnings,
        @Nullable String otherLanguage) {
      return new Rendered(
          senderName,
          senderAddress,
          replyTo,
          errorAddress,
          otherSubject,
          otherHtml,
          text,
          otherWarnings,
          log,
          headers,
          otherLanguage,
          attachments,
          replyName);
    }
  }

  /**
   * A file that goes with this message (TPL-71), still to be fetched or made.
   *
   * @param label how errors name it, for example {@code attachments[0]}
   * @param kind as in {@link Publication.Attachment}
   * @param name as it is displayed
   * @param source path, address or HTML
   */
  record Attachment(String label, String kind, String name, String source) {}

  /**
   * The message fails; nothing half-rendered is ever sent (TPL-48).
   *
   * @param temporary whether another try may succeed, because something outside did not answer
   */
  record Failed(TemplateError error, boolean temporary) implements RenderResult {
    /** For good. */
    public Failed(TemplateError error) {
      this(error, false);
    }
  }
}

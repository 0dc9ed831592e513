package io.herald.message.template;

import io.herald.message.link.Publication;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts of one message as they are filled in, and the message they make. For one thread. */
final class RenderedTexts {
  private final Map<Part.Role, String> texts = new EnumMap<>(Part.Role.class);
  private final List<Publication.Header> headers = new ArrayList<>(0);
  private @Nullable String replyName;

  void add(Part part, String text) {
    if (part.role() != Part.Role.HEADER) {
      texts.put(part.role(), text);
    } else if (!text.isEmpty()) {
      headers.add(new Publication.Header(MessageTexts.headerName(part), text));
    }
  }

  /** Empty when the message does not have it. */
  String get(Part.Role role) {
    return texts.getOrDefault(role, "");
  }

  /** What stays empty where it must not, or should not, gets what the brand says (TPL-12). */
  void complete(Map<String, Object> brand) {
    complete(Part.Role.SENDER_NAME, brand.get(BrandFields.SENDER_NAME));
    complete(Part.Role.SENDER_ADDRESS, brand.get(BrandFields.SENDER_ADDRESS));
    complete(Part.Role.ERROR_ADDRESS, brand.get(BrandFields.ERROR_ADDRESS));
    if (complete(Part.Role.REPLY_TO, brand.get(BrandFields.REPLY_ADDRESS))
        && brand.get(BrandFields.REPLY_NAME) instanceof String name) {
      replyName = HeaderText.oneLine(name);
    }
  }

  private boolean complete(Part.Role role, @Nullable Object fallback) {
    if (!get(role).isEmpty() || !(fallback instanceof String text)) {
      return false;
    }
    texts.put(role, HeaderText.oneLine(text));
    return true;
  }

  /** The message; the text part is made from the HTML when there is none. */
  RenderResult.Rendered message(PartWriter output, List<RenderResult.Attachment> attachments) {
    String html = texts.get(Part.Role.HTML);
    String text = texts.get(Part.Role.TEXT);
    if (text == null && html != null) {
      text = HtmlToText.convert(html);
    }
    String preheader = get(Part.Role.PREHEADER);
    if (html != null && !preheader.isEmpty()) {
      html = Preheader.insert(html, preheader);
    }
    return new RenderResult.Rendered(
        get(Part.Role.SENDER_NAME),
        get(Part.Role.SENDER_ADDRESS),
        orNull(Part.Role.REPLY_TO),
        orNull(Part.Role.ERROR_ADDRESS),
        get(Part.Role.SUBJECT),
        html,
        text,
        output.warnings(),
        output.log(),
        List.copyOf(headers),
        null,
        attachments,
        replyName);
  }

  private @Nullable String orNull(Part.Role role) {
    String text = get(role);
    return text.isEmpty() ? null : text;
  }
}

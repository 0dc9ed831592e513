package io.herald.message.template;

import io.herald.message.link.Publication;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is compiled of a message: its texts, each with what it is for. */
final class MessageTexts {
  private static final String HEADERS = "headers.";
  private static final String VARIANTS = "variants.";

  private final String prefix;
  private final Map<Part, String> texts = new LinkedHashMap<>();

  private MessageTexts(String prefix) {
    this.prefix = prefix;
  }

  /** Those of the message itself. */
  static Map<Part, String> of(Publication.Content content) {
    MessageTexts own = new MessageTexts("");
    own.add(Part.Role.SENDER_NAME, "senderName", content.senderName());
    own.add(Part.Role.SENDER_ADDRESS, "senderAddress", content.senderAddress());
    own.add(Part.Role.REPLY_TO, "replyTo", content.replyTo());
    own.add(Part.Role.ERROR_ADDRESS, "errorAddress", content.errorAddress());
    own.add(Part.Role.SUBJECT, "subject", content.subject());
    own.add(Part.Role.PREHEADER, "preheader", content.preheader());
    for (Publication.Header header : content.headers()) {
      own.add(Part.Role.HEADER, HEADERS + header.name(), header.value());
    }
    own.add(Part.Role.HTML, "html", content.html());
    own.add(Part.Role.TEXT, "text", content.text());
    return own.texts;
  }

  /** What gives the name of the brand: a message of its own that has only a text. */
  static Map<Part, String> ofBrand(String brand) {
    MessageTexts own = new MessageTexts("");
    own.add(Part.Role.TEXT, BrandFields.OBJECT, brand);
    return own.texts;
  }

  /** Those that a variant does not inherit. */
  static Map<Part, String> of(Publication.Variant variant) {
    MessageTexts own = new MessageTexts(VARIANTS + variant.language() + ".");
    own.add(Part.Role.SENDER_NAME, "senderName", variant.senderName());
    own.add(Part.Role.SUBJECT, "subject", variant.subject());
    own.add(Part.Role.PREHEADER, "preheader", variant.preheader());
    own.add(Part.Role.HTML, "html", variant.html());
    own.add(Part.Role.TEXT, "text", variant.text());
    return own.texts;
  }

  private void add(Part.Role role, String label, @Nullable String text) {
    if (text != null) {
      texts.put(new Part(role, prefix + label), text);
    }
  }

  /** The name of the header that a part is the value of. */
  static String headerName(Part part) {
    return part.label().substring(HEADERS.length());
  }
}

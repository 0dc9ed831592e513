package io.herald.message.template;

import io.herald.message.link.Publication;
import org.jspecify.annotations.Nullable;

/** The parts of a template's content, in the order in which they are rendered. */
enum Part {
  SENDER_NAME("senderName", true, false) {
    @Override
    String sourceIn(Publication.Content content) {
      return content.senderName();
    }
  },
  SENDER_ADDRESS("senderAddress", true, false) {
    @Override
    String sourceIn(Publication.Content content) {
      return content.senderAddress();
    }
  },
  REPLY_TO("replyTo", true, false) {
    @Override
    @Nullable String sourceIn(Publication.Content content) {
      return content.replyTo();
    }
  },
  ERROR_ADDRESS("errorAddress", true, false) {
    @Override
    @Nullable String sourceIn(Publication.Content content) {
      return content.errorAddress();
    }
  },
  SUBJECT("subject", true, false) {
    @Override
    String sourceIn(Publication.Content content) {
      return content.subject();
    }
  },
  HTML("html", false, true) {
    @Override
    @Nullable String sourceIn(Publication.Content content) {
      return content.html();
    }
  },
  TEXT("text", false, false) {
    @Override
    @Nullable String sourceIn(Publication.Content content) {
      return content.text();
    }
  };

  private final String label;
  private final boolean header;
  private final boolean markup;

  Part(String label, boolean header, boolean markup) {
    this.label = label;
    this.header = header;
    this.markup = markup;
  }

  /** The name in errors and in the configuration API. */
  String label() {
    return label;
  }

  /** True when the text ends up in one header line of the message. */
  boolean header() {
    return header;
  }

  /** True when the text is HTML, so that automatic escaping applies (TPL-37). */
  boolean markup() {
    return markup;
  }

  /** This part's source; null when the content does not have it. */
  abstract @Nullable String sourceIn(Publication.Content content);
}

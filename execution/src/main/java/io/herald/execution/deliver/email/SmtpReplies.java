package io.herald.execution.deliver.email;

import static io.herald.spi.FailureReason.ACCOUNT_DISABLED;
import static io.herald.spi.FailureReason.INVALID_DOMAIN;
import static io.herald.spi.FailureReason.MAILBOX_FULL;
import static io.herald.spi.FailureReason.POOR_ADDRESS_QUALITY;
import static io.herald.spi.FailureReason.REFUSED;
import static io.herald.spi.FailureReason.UNQUALIFIED;
import static io.herald.spi.FailureReason.UNREACHABLE;
import static io.herald.spi.FailureReason.USER_UNKNOWN;
import static io.herald.spi.FailureType.HARD;
import static io.herald.spi.FailureType.IGNORED;
import static io.herald.spi.FailureType.SOFT;

import io.herald.spi.FailureReason;
import io.herald.spi.FailureType;
import io.herald.spi.SendResult;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a mail server says into our terms: the only place that knows SMTP's codes (DL-40).
 *
 * <p>The enhanced status code (RFC 3463) decides; where there is none, or one that many servers use
 * for anything, the words do; then the plain code. A 4xx is always soft. A 5xx counts as hard only
 * when it says that the address itself is bad, because hard means quarantine at once (DL-51): a
 * refusal for our content, our sender or our reputation is not the recipient's fault.
 */
final class SmtpReplies {
  private record Meaning(FailureType type, FailureReason reason) {}

  private record Phrase(String text, Meaning meaning) {}

  private static final Meaning NOT_THEIR_FAULT = new Meaning(IGNORED, REFUSED);
  private static final Meaning UNKNOWN_USER = new Meaning(HARD, USER_UNKNOWN);
  private static final Meaning FULL = new Meaning(SOFT, MAILBOX_FULL);
  private static final Meaning DISABLED = new Meaning(HARD, ACCOUNT_DISABLED);
  private static final Meaning NO_DOMAIN = new Meaning(HARD, INVALID_DOMAIN);
  private static final Meaning BAD_ADDRESS = new Meaning(HARD, POOR_ADDRESS_QUALITY);
  private static final Meaning NO_WAY_THERE = new Meaning(SOFT, UNREACHABLE);

  /** Words seen in answers without a telling code; the first that fits counts. */
  private static final List<Phrase> PHRASES =
      List.of(
          new Phrase("user unknown", UNKNOWN_USER),
          new Phrase("unknown user", UNKNOWN_USER),
          new Phrase("unknown recipient", UNKNOWN_USER),
          new Phrase("recipient unknown", UNKNOWN_USER),
          new Phrase("unknown mailbox", UNKNOWN_USER),
          new Phrase("no such user", UNKNOWN_USER),
          new Phrase("no such recipient", UNKNOWN_USER),
          new Phrase("no such mailbox", UNKNOWN_USER),
          new Phrase("no mailbox here", UNKNOWN_USER),
          new Phrase("user not found", UNKNOWN_USER),
          new Phrase("mailbox not found", UNKNOWN_USER),
          new Phrase("recipient not found", UNKNOWN_USER),
          new Phrase("user doesn't exist", UNKNOWN_USER),
          new Phrase("user does not exist", UNKNOWN_USER),
          new Phrase("account does not exist", UNKNOWN_USER),
          new Phrase("account that you tried to reach does not exist", UNKNOWN_USER),
          new Phrase("invalid mailbox", UNKNOWN_USER),
          new Phrase("invalid recipient", UNKNOWN_USER),
          new Phrase("mailbox full", FULL),
          new Phrase("mailbox is full", FULL),
          new Phrase("over quota", FULL),
          new Phrase("over its quota", FULL),
          new Phrase("quota exceeded", FULL),
          new Phrase("exceeded storage", FULL),
          new Phrase("mailbox disabled", DISABLED),
          new Phrase("account disabled", DISABLED),
          new Phrase("account is disabled", DISABLED),
          new Phrase("account has been disabled", DISABLED),
          new Phrase("account inactive", DISABLED),
          new Phrase("account suspended", DISABLED),
          new Phrase("domain not found", NO_DOMAIN),
          new Phrase("host not found", NO_DOMAIN),
          new Phrase("no such domain", NO_DOMAIN),
          new Phrase("spam", NOT_THEIR_FAULT),
          new Phrase("block", NOT_THEIR_FAULT),
          new Phrase("blacklist", NOT_THEIR_FAULT),
          new Phrase("reputation", NOT_THEIR_FAULT),
          new Phrase("policy", NOT_THEIR_FAULT),
          new Phrase("denied", NOT_THEIR_FAULT),
          new Phrase("relay", NOT_THEIR_FAULT),
          new Phrase("spf", NOT_THEIR_FAULT),
          new Phrase("dkim", NOT_THEIR_FAULT),
          new Phrase("dmarc", NOT_THEIR_FAULT));

  private SmtpReplies() {}

  /**
   * What a 4xx or 5xx answer means for the message.
   *
   * @param stage what was answered: a plain 5xx to RCPT is about the recipient, one to MAIL is not
   */
  static SendResult.Refused refusal(SmtpStage stage, SmtpReply reply) {
    boolean permanent = reply.code() >= 500;
    Meaning meaning = meaning(stage, reply, permanent);
    return new SendResult.Refused(
        permanent, permanent ? meaning.type() : SOFT, meaning.reason(), reply.answer());
  }

  private static Meaning meaning(SmtpStage stage, SmtpReply reply, boolean permanent) {
    String answer = reply.answer().toLowerCase(Locale.ROOT);
    Meaning byStatus = byEnhancedStatus(reply.enhanced(), answer, permanent);
    if (byStatus != null) {
      return byStatus;
    }
    if (stage == SmtpStage.MAIL) {
      return NOT_THEIR_FAULT;
    }
    for (Phrase phrase : PHRASES) {
      if (answer.contains(phrase.text())) {
        return phrase.meaning();
      }
    }
    return byCode(stage, reply.code());
  }

  /** RFC 3463 §3; null when the code says nothing of its own. */
  private static @Nullable Meaning byEnhancedStatus(
      String enhanced, String answer, boolean permanent) {
    if (enhanced.isEmpty()) {
      return null;
    }
    String subjectAndDetail = enhanced.substring(2);
    return switch (subjectAndDetail) {
      case "1.1", "1.6" -> UNKNOWN_USER;
      case "1.2", "1.10" -> NO_DOMAIN;
      case "1.3" -> BAD_ADDRESS;
      // about the sender
      case "1.7", "1.8" -> NOT_THEIR_FAULT;
      case "2.1" -> DISABLED;
      case "2.2" -> FULL;
      case "2.3", "2.4" -> NOT_THEIR_FAULT;
      case "3.1" -> NO_WAY_THERE;
      case "3.4" -> NOT_THEIR_FAULT;
      // a large provider answers unknown recipients with this one
      case "4.1" -> answer.contains("recipient address rejected") ? UNKNOWN_USER : NO_WAY_THERE;
      case "4.4" -> permanent ? NO_DOMAIN : NO_WAY_THERE;
      // used for everything: the words know better
      case "0.0", "1.0", "2.0", "5.0" -> null;
      default ->
          switch (subjectAndDetail.charAt(0)) {
            case '3', '4' -> subjectAndDetail.charAt(1) == '.' ? NO_WAY_THERE : null;
            case '5', '6', '7' -> subjectAndDetail.charAt(1) == '.' ? NOT_THEIR_FAULT : null;
            default -> null;
          };
    };
  }

  /** RFC 5321 §4.2.3. */
  private static Meaning byCode(SmtpStage stage, int code) {
    boolean aboutRecipient = stage == SmtpStage.RCPT;
    return switch (code) {
      case 450, 550 -> new Meaning(aboutRecipient ? HARD : SOFT, UNQUALIFIED);
      case 452 -> NO_WAY_THERE;
      case 551 -> UNKNOWN_USER;
      case 552 -> FULL;
      case 553 -> aboutRecipient ? BAD_ADDRESS : NOT_THEIR_FAULT;
      // not understood, not implemented, wrong order: between us and the server
      case 500, 501, 502, 503, 504, 555 -> NOT_THEIR_FAULT;
      default -> new Meaning(aboutRecipient ? HARD : SOFT, UNQUALIFIED);
    };
  }
}

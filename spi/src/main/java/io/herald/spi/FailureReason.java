package io.herald.spi;

/**
 * Why a message did not reach its recipient (specification DM-27). The numbers are stored and must
 * not change.
 */
public enum FailureReason {
  NONE(0, ""),
  USER_UNKNOWN(1, "user unknown"),
  INVALID_DOMAIN(2, "invalid domain"),
  UNREACHABLE(3, "unreachable"),
  ACCOUNT_DISABLED(4, "account disabled"),
  MAILBOX_FULL(5, "mailbox full"),
  NOT_CONNECTED(6, "not connected"),
  ADDRESS_NOT_GIVEN(7, "address not given"),
  DENYLISTED(8, "denylisted"),
  QUARANTINED(9, "quarantined"),
  DUPLICATE(10, "duplicate"),
  FILTER_RULE(11, "filter rule"),
  ARBITRATION(12, "arbitration"),
  POOR_ADDRESS_QUALITY(14, "poor address quality"),
  UNQUALIFIED(15, "unqualified"),
  NO_ELIGIBLE_OFFER(16, "no eligible offer"),
  TARGET_SIZE_LIMITED(17, "target size limited"),
  REFUSED(20, "refused"),
  ERROR_IGNORED(25, "error ignored"),
  TEXT_TOO_LONG(30, "text too long"),
  CHARACTER_NOT_ENCODABLE(31, "character not encodable"),
  FATIGUE_RULE(32, "fatigue rule"),
  EXPIRED(33, "expired"),
  CANCELLED(34, "cancelled"),
  /** The template failed while it was being filled in (TPL-48). */
  PERSONALIZATION(35, "personalization error"),
  CONTROL_ADDRESS(127, "control address");

  private final int number;
  private final String label;

  FailureReason(int number, String label) {
    this.number = number;
    this.label = label;
  }

  /** The number stored and shown by the interfaces. */
  public int number() {
    return number;
  }

  /** Lower-case words for people. */
  public String label() {
    return label;
  }
}

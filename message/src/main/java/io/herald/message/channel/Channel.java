package io.herald.message.channel;

import java.util.Locale;
import java.util.Optional;

/**
 * The way a message travels (specification DM-21). Callers may name it by number or by label, in
 * any letter case.
 */
public enum Channel {
  EMAIL(0, "email"),
  SMS(1, "sms"),
  PHONE(2, "phone"),
  DIRECT_MAIL(3, "directMail"),
  FAX(4, "fax"),
  MOBILE_APP(40, "mobileApp"),
  IOS(41, "ios"),
  ANDROID(42, "android"),
  OTHER(120, "other");

  private final int number;
  private final String label;

  Channel(int number, String label) {
    this.number = number;
    this.label = label;
  }

  /** The number stored and sent over the wire. */
  public int number() {
    return number;
  }

  /** The canonical name in JSON and in templates. */
  public String label() {
    return label;
  }

  /** The channel with this stored number; empty when there is none. */
  public static Optional<Channel> ofNumber(int number) {
    for (Channel channel : values()) {
      if (channel.number == number) {
        return Optional.of(channel);
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a number or a label as callers write it (DM-7), for example {@code 0}, {@code Email},
   * {@code mobile}.
   */
  public static Optional<Channel> parse(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    if (wanted.equals("mobile")) {
      return Optional.of(SMS);
    }
    for (Channel channel : values()) {
      if (wanted.equals(Integer.toString(channel.number))
          || wanted.equals(channel.label.toLowerCase(Locale.ROOT))) {
        return Optional.of(channel);
      }
    }
    return Optional.empty();
  }
}

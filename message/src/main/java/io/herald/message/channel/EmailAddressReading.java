package io.herald.message.channel;

/** What reading an e-mail address gave: the address, or what is wrong with it. */
public sealed interface EmailAddressReading permits EmailAddress, EmailAddressReading.Flaw {
  /**
   * Not an address.
   *
   * @param why continues the sentence "the address …"; holds no part of the address
   */
  record Flaw(String why) implements EmailAddressReading {}
}

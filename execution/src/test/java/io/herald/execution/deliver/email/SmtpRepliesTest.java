package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.spi.FailureReason;
import io.herald.spi.FailureType;
import io.herald.spi.SendResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DL-40, DM-26, DM-27: what servers say, and what it means for the address. */
class SmtpRepliesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RCPT    | 550 5.1.1 <x>: Recipient address rejected: User unknown | HARD    | USER_UNKNOWN
          RCPT    | 550 user unknown                                        | HARD    | USER_UNKNOWN
          RCPT    | 550 5.5.0 No such user here                             | HARD    | USER_UNKNOWN
          RCPT    | 550 5.4.1 Recipient address rejected: Access denied     | HARD    | USER_UNKNOWN
          CONTENT | 550 5.1.1 no such user                                  | HARD    | USER_UNKNOWN
          RCPT    | 551 not local                                           | HARD    | USER_UNKNOWN
          RCPT    | 550 5.1.2 bad destination system                        | HARD    | INVALID_DOMAIN
          RCPT    | 550 5.1.10 null MX                                      | HARD    | INVALID_DOMAIN
          RCPT    | 550 5.4.4 Host not found                                | HARD    | INVALID_DOMAIN
          RCPT    | 501 5.1.3 bad address syntax                            | HARD    | POOR_ADDRESS_QUALITY
          RCPT    | 553 mailbox name not allowed                            | HARD    | POOR_ADDRESS_QUALITY
          RCPT    | 550 5.2.1 mailbox disabled                              | HARD    | ACCOUNT_DISABLED
          RCPT    | 550 Account has been disabled                           | HARD    | ACCOUNT_DISABLED
          RCPT    | 552 5.2.2 mailbox full                                  | SOFT    | MAILBOX_FULL
          RCPT    | 550 user is over quota                                  | SOFT    | MAILBOX_FULL
          CONTENT | 552 exceeded storage allocation                         | SOFT    | MAILBOX_FULL
          RCPT    | 554 5.7.1 Relay access denied                           | IGNORED | REFUSED
          RCPT    | 550 blocked, see our list                               | IGNORED | REFUSED
          CONTENT | 554 5.7.1 spam                                          | IGNORED | REFUSED
          CONTENT | 550 message looks like spam                             | IGNORED | REFUSED
          MAIL    | 552 5.3.4 message too big                               | IGNORED | REFUSED
          MAIL    | 550 sender rejected                                     | IGNORED | REFUSED
          MAIL    | 553 5.1.8 sender domain does not exist                  | IGNORED | REFUSED
          DATA    | 502 not implemented                                     | IGNORED | REFUSED
          RCPT    | 550 mailbox unavailable                                 | HARD    | UNQUALIFIED
          CONTENT | 554 transaction failed                                  | SOFT    | UNQUALIFIED
          RCPT    | 550 5.4.6 routing loop                                  | SOFT    | UNREACHABLE
          """)
  void aPermanentRefusal(SmtpStage stage, String reply, FailureType type, FailureReason reason)
      throws IOException {
    assertThat(refusal(stage, reply)).isEqualTo(new SendResult.Refused(true, type, reason, reply));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RCPT    | 450 4.2.0 greylisted, come again        | UNQUALIFIED
          RCPT    | 452 4.2.2 mailbox full                  | MAILBOX_FULL
          RCPT    | 451 4.7.1 try again later               | REFUSED
          RCPT    | 450 4.1.1 unverified recipient          | USER_UNKNOWN
          RCPT    | 451 4.4.1 no answer from host           | UNREACHABLE
          MAIL    | 452 4.3.1 insufficient system storage   | UNREACHABLE
          CONTENT | 451 local error                         | UNQUALIFIED
          RCPT    | 452 insufficient system storage         | UNREACHABLE
          """)
  void aTemporaryRefusalIsAlwaysSoft(SmtpStage stage, String reply, FailureReason reason)
      throws IOException {
    assertThat(refusal(stage, reply))
        .isEqualTo(new SendResult.Refused(false, FailureType.SOFT, reason, reply));
  }

  private static SendResult.Refused refusal(SmtpStage stage, String reply) throws IOException {
    byte[] wire = (reply + "\r\n").getBytes(StandardCharsets.US_ASCII);
    return SmtpReplies.refusal(stage, new SmtpReplyReader(new ByteArrayInputStream(wire)).read());
  }
}

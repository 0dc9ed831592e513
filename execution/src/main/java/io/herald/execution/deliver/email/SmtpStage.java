package io.herald.execution.deliver.email;

/** Which word of ours an answer belongs to. */
enum SmtpStage {
  GREETING("the greeting"),
  EHLO("EHLO"),
  STARTTLS("STARTTLS"),
  AUTH("AUTH"),
  MAIL("MAIL FROM"),
  RCPT("RCPT TO"),
  DATA("DATA"),
  /** The final dot: from here on the server may have the message. */
  CONTENT("the message"),
  RSET("RSET"),
  QUIT("QUIT");

  private final String words;

  SmtpStage(String words) {
    this.words = words;
  }

  /** For sentences such as "421 … to MAIL FROM". */
  String words() {
    return words;
  }
}

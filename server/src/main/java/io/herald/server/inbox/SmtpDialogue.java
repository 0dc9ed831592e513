package io.herald.server.inbox;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One client's conversation with the inbox (RFC 5321), with PIPELINING (RFC 2920), SIZE (RFC 1870),
 * 8BITMIME (RFC 6152), SMTPUTF8 (RFC 6531) and ENHANCEDSTATUSCODES (RFC 2034).
 *
 * <p>One thread runs it; {@link #hangUp} may be called by another.
 */
final class SmtpDialogue {
  private static final int MAX_RECIPIENTS = 1000;
  private static final int MAX_ERRORS = 50;

  /** A path in angle brackets, then parameters; the address may be a quoted one with blanks. */
  private static final Pattern PATH =
      Pattern.compile(
          "\\s*<((?:\"(?:[^\"\\\\\\p{Cntrl}]|\\\\\\P{Cntrl})*+\"|[^<>\"\\p{Cntrl}])*+)>(?:\\s+(.*))?");

  private static final Pattern SIZE =
      Pattern.compile("(?:^|\\s)SIZE=(\\d{1,18})(?:\\s|$)", Pattern.CASE_INSENSITIVE);

  private final Socket socket;
  private final Mailbox mailbox;
  private final int maxMailBytes;
  private final SmtpInput in;
  private final OutputStream out;
  private final List<String> recipients = new ArrayList<>();
  private @Nullable String sender;
  private int errors;
  private volatile boolean receiving;

  SmtpDialogue(Socket socket, Mailbox mailbox, int maxMailBytes) throws IOException {
    this.socket = socket;
    this.mailbox = mailbox;
    this.maxMailBytes = maxMailBytes;
    this.in = new SmtpInput(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream(), 4096);
  }

  /** Serves the client until it leaves, errs too often or goes silent. */
  void run() throws IOException {
    reply("220 herald.inbox ESMTP Herald");
    boolean open = true;
    while (open) {
      if (!in.hasMore()) {
        out.flush();
      }
      open =
          switch (in.readLine()) {
            case SmtpInput.Line.Text line -> obey(line.text());
            case SmtpInput.Line.TooLong tooLong ->
                error("500 5.5.6 Line longer than " + SmtpInput.MAX_LINE + " octets");
            case SmtpInput.Line.Closed closed -> false;
          };
    }
    out.flush();
  }

  /**
   * Ends the conversation from outside.
   *
   * @param atOnce false lets a client that is sending a message finish it
   */
  void hangUp(boolean atOnce) {
    if (atOnce || !receiving) {
      try {
        socket.close();
      } catch (IOException e) {
        // it is gone, which is what was wanted
      }
    }
  }

  /** Answers one command; false ends the conversation. */
  private boolean obey(String line) throws IOException {
    int blank = line.indexOf(' ');
    String verb = (blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT);
    String rest = blank < 0 ? "" : line.substring(blank + 1);
    return switch (verb) {
      case "EHLO" -> {
        reset();
        yield reply(
            "250-herald.inbox",
            "250-PIPELINING",
            "250-SIZE " + maxMailBytes,
            "250-8BITMIME",
            "250-SMTPUTF8",
            "250 ENHANCEDSTATUSCODES");
      }
      case "HELO" -> {
        reset();
        yield reply("250 herald.inbox");
      }
      case "MAIL" -> mail(rest);
      case "RCPT" -> recipient(rest);
      case "DATA" -> data();
      case "RSET" -> {
        reset();
        yield reply("250 2.0.0 Forgotten");
      }
      case "NOOP" -> reply("250 2.0.0 OK");
      case "VRFY" -> reply("252 2.1.5 Every address is welcome here");
      case "HELP" -> reply("214 2.0.0 EHLO HELO MAIL RCPT DATA RSET NOOP VRFY QUIT");
      case "QUIT" -> {
        reply("221 2.0.0 Good-bye");
        yield false;
      }
      default -> error("500 5.5.1 Command not known; try HELP");
    };
  }

  private boolean mail(String rest) throws IOException {
    if (sender != null) {
      return error("503 5.5.1 MAIL was already given; RSET begins anew");
    }
    Matcher path = path("FROM:", rest);
    if (path == null) {
      return error("501 5.5.4 Expected MAIL FROM:<address>");
    }
    String parameters = path.group(2) == null ? "" : path.group(2);
    Matcher size = SIZE.matcher(parameters);
    if (size.find() && Long.parseLong(size.group(1)) > maxMailBytes) {
      return reply("552 5.3.4 Larger than " + maxMailBytes + " octets");
    }
    sender = path.group(1);
    return reply("250 2.1.0 OK");
  }

  private boolean recipient(String rest) throws IOException {
    if (sender == null) {
      return error("503 5.5.1 MAIL comes first");
    }
    Matcher path = path("TO:", rest);
    if (path == null || path.group(1).isEmpty()) {
      return error("501 5.5.4 Expected RCPT TO:<address>");
    }
    if (recipients.size() == MAX_RECIPIENTS) {
      return reply("452 4.5.3 More than " + MAX_RECIPIENTS + " recipients");
    }
    recipients.add(path.group(1));
    return reply("250 2.1.5 OK");
  }

  private boolean data() throws IOException {
    if (sender == null || recipients.isEmpty()) {
      return error("503 5.5.1 MAIL and RCPT come first");
    }
    reply("354 End with a dot on a line of its own");
    out.flush();
    receiving = true;
    try {
      byte[] raw = in.readData(maxMailBytes);
      if (raw == null) {
        return reply("552 5.3.4 Larger than " + maxMailBytes + " octets");
      }
      return reply("250 2.0.0 Kept as " + mailbox.keep(sender, List.copyOf(recipients), raw));
    } catch (MailFolder.CannotKeepException e) {
      return reply("451 4.3.0 Could not be written to the folder of the inbox; try again later");
    } finally {
      reset();
      receiving = false;
    }
  }

  private static @Nullable Matcher path(String keyword, String rest) {
    if (!rest.regionMatches(true, 0, keyword, 0, keyword.length())) {
      return null;
    }
    Matcher matcher = PATH.matcher(rest).region(keyword.length(), rest.length());
    return matcher.matches() ? matcher : null;
  }

  private void reset() {
    sender = null;
    recipients.clear();
  }

  private boolean error(String answer) throws IOException {
    if (++errors > MAX_ERRORS) {
      reply("421 4.7.0 Too many errors");
      return false;
    }
    return reply(answer);
  }

  private boolean reply(String... lines) throws IOException {
    for (String line : lines) {
      out.write(line.getBytes(StandardCharsets.UTF_8));
      out.write('\r');
      out.write('\n');
    }
    return true;
  }
}

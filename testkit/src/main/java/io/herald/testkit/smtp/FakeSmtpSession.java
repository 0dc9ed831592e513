package io.herald.testkit.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One client's conversation with {@link FakeSmtpServer}. */
final class FakeSmtpSession {
  private static final int MAX_COMMAND_BYTES = 2048;

  /** Thrown to end the conversation. */
  private static final class Over extends Exception {
    private static final long serialVersionUID = 1;
  }

  private final FakeSmtpServer server;
  private final Socket tcp;
  private final int number;
  private Socket socket;
  private InputStream in;
  private boolean encrypted;
  private boolean loggedIn;
  private @Nullable String sender;
  private String parameters = "";
  private final List<String> recipients = new ArrayList<>();

  FakeSmtpSession(FakeSmtpServer server, Socket tcp, int number) throws IOException {
    this.server = server;
    this.tcp = tcp;
    this.socket = tcp;
    this.number = number;
    this.in = new BufferedInputStream(tcp.getInputStream(), 64 * 1024);
  }

  void run() {
    try {
      at(Step.CONNECT, "220 fake.herald.test ESMTP");
      while (true) {
        String line = readCommand();
        if (line == null) {
          return;
        }
        server.heard(line);
        handle(line);
      }
    } catch (IOException | Over | InterruptedException e) {
      // the conversation is over, whoever ended it
    } finally {
      cut();
      server.ended(this);
    }
  }

  void cut() {
    try {
      tcp.close();
    } catch (IOException e) {
      // closed is what it should be
    }
  }

  private void handle(String line) throws IOException, InterruptedException, Over {
    String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    switch (verb) {
      case "EHLO" -> ehlo();
      case "STARTTLS" -> startTls();
      case "AUTH" -> auth(line);
      case "MAIL" -> mail(line);
      case "RCPT" -> rcpt(line);
      case "DATA" -> data();
      case "RSET" -> {
        forgetTransaction();
        at(Step.RSET, "250 2.0.0 forgotten");
      }
      case "NOOP" -> say("250 2.0.0 nothing done");
      case "QUIT" -> {
        at(Step.QUIT, "221 2.0.0 goodbye");
        throw new Over();
      }
      default -> say("500 5.5.1 not understood");
    }
  }

  private void ehlo() throws IOException, InterruptedException, Over {
    forgetTransaction();
    List<String> extensions = new ArrayList<>(server.extensions());
    if (encrypted) {
      extensions.remove("STARTTLS");
    }
    StringBuilder reply = new StringBuilder();
    for (int i = 0; i <= extensions.size(); i++) {
      reply
          .append(i == 0 ? "" : "\r\n")
          .append("250")
          .append(i == extensions.size() ? ' ' : '-')
          .append(i == 0 ? "fake.herald.test" : extensions.get(i - 1));
    }
    at(Step.EHLO, reply.toString());
  }

  private void startTls() throws IOException, InterruptedException, Over {
    if (!server.offers("STARTTLS") || encrypted) {
      say("502 5.5.1 no TLS here");
      return;
    }
    if (!at(Step.STARTTLS, "220 2.0.0 go ahead")) {
      return;
    }
    SSLSocket secure =
        (SSLSocket)
            SelfSigned.certificate()
                .server()
                .getSocketFactory()
                .createSocket(tcp, tcp.getInetAddress().getHostAddress(), tcp.getPort(), true);
    secure.setUseClientMode(false);
    secure.startHandshake();
    socket = secure;
    in = new BufferedInputStream(secure.getInputStream(), 64 * 1024);
    encrypted = true;
  }

  private void auth(String line) throws IOException, InterruptedException, Over {
    String credentials;
    if (line.startsWith("AUTH PLAIN ")) {
      String[] parts = decode(line.substring("AUTH PLAIN ".length())).split("\0", -1);
      credentials = parts.length == 3 ? parts[1] + '\0' + parts[2] : "";
    } else if (line.equals("AUTH LOGIN")) {
      say("334 VXNlcm5hbWU6");
      String user = decode(String.valueOf(readLine()));
      say("334 UGFzc3dvcmQ6");
      credentials = user + '\0' + decode(String.valueOf(readLine()));
    } else {
      say("504 5.5.4 not this mechanism");
      return;
    }
    loggedIn = credentials.equals(server.login());
    at(Step.AUTH, loggedIn ? "235 2.7.0 welcome" : "535 5.7.8 wrong user or password");
  }

  private void mail(String line) throws IOException, InterruptedException, Over {
    if (server.login() != null && !loggedIn) {
      say("530 5.7.0 log in first");
      return;
    }
    if (sender != null) {
      server.violated("MAIL inside a transaction");
      say("503 5.5.1 one sender at a time");
      return;
    }
    int end = line.indexOf('>');
    if (!line.startsWith("MAIL FROM:<") || end < 0) {
      say("501 5.5.4 MAIL FROM:<address>");
      return;
    }
    if (at(Step.MAIL, "250 2.1.0 sender taken")) {
      sender = line.substring("MAIL FROM:<".length(), end);
      parameters = line.substring(end + 1).strip();
    }
  }

  private void rcpt(String line) throws IOException, InterruptedException, Over {
    int end = line.lastIndexOf('>');
    if (!line.startsWith("RCPT TO:<") || end < 0) {
      say("501 5.5.4 RCPT TO:<address>");
      return;
    }
    Answer answer = server.decide(Step.RCPT);
    if (answer instanceof Answer.AsUsual && sender == null) {
      say("503 5.5.1 MAIL first");
    } else if (answer(answer, "250 2.1.5 recipient taken")) {
      recipients.add(line.substring("RCPT TO:<".length(), end));
    }
  }

  private void data() throws IOException, InterruptedException, Over {
    Answer answer = server.decide(Step.DATA);
    if (answer instanceof Answer.AsUsual && recipients.isEmpty()) {
      say("503 5.5.1 RCPT first");
      return;
    }
    boolean usual = answer(answer, "354 go on");
    if (!usual && !(answer instanceof Answer.Reply(String text) && text.startsWith("3"))) {
      return;
    }
    byte[] content = readContent();
    boolean followed = in.available() > 0;
    Answer last = server.decide(Step.FINAL_DOT);
    ReceivedMail mail =
        new ReceivedMail(
            number, String.valueOf(sender), parameters, recipients, content, encrypted, followed);
    boolean keep = !recipients.isEmpty();
    forgetTransaction();
    boolean replySaysYes =
        last instanceof Answer.AsUsual
            || (last instanceof Answer.Reply(String text) && text.startsWith("2"))
            || last instanceof Answer.KeepAndDrop;
    if (keep && replySaysYes) {
      server.keep(mail);
    }
    answer(last, keep ? "250 2.0.0 taken" : "554 5.5.1 nobody to give it to");
  }

  private void forgetTransaction() {
    sender = null;
    parameters = "";
    recipients.clear();
  }

  private boolean at(Step step, String usual) throws IOException, InterruptedException, Over {
    return answer(server.decide(step), usual);
  }

  /** Does what was decided; true when it was the usual, or a reply that says yes as well. */
  private boolean answer(Answer answer, String usual)
      throws IOException, InterruptedException, Over {
    switch (answer) {
      case Answer.AsUsual asUsual -> {
        say(usual);
        return usual.charAt(0) < '4';
      }
      case Answer.Reply reply -> {
        say(reply.text());
        return reply.text().startsWith("2");
      }
      case Answer.ReplyAndDrop reply -> {
        say(reply.text());
        throw new Over();
      }
      case Answer.Drop drop -> throw new Over();
      case Answer.KeepAndDrop drop -> throw new Over();
      case Answer.Silence silence -> {
        while (in.read() >= 0) {
          // whatever is said, there is no answer
        }
        throw new Over();
      }
      case Answer.AfterGate gated -> throw new IllegalStateException("decided already");
      case Answer.Late late -> throw new IllegalStateException("decided already");
    }
  }

  private void say(String reply) throws IOException {
    if (!server.offers("PIPELINING") && in.available() > 0) {
      server.violated("commands in a group without PIPELINING");
    }
    socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private @Nullable String readCommand() throws IOException {
    String line = readLine();
    if (line != null && line.length() > MAX_COMMAND_BYTES) {
      server.violated("a command of " + line.length() + " characters");
    }
    return line;
  }

  private @Nullable String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int b = in.read();
      if (b < 0) {
        return null;
      }
      if (b == '\n') {
        server.violated("a bare line feed in a command");
      }
      if (b == '\r') {
        if (in.read() != '\n') {
          server.violated("a bare carriage return in a command");
        }
        return line.toString(StandardCharsets.UTF_8);
      }
      line.write(b);
    }
  }

  /** Reads up to the final dot, undoing the dot-stuffing (RFC 5321 §4.5.2). */
  private byte[] readContent() throws IOException, InterruptedException, Over {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    boolean first = true;
    while (true) {
      byte[] line = readContentLine();
      if (line.length == 1 && line[0] == '.') {
        return content.toByteArray();
      }
      if (first && !(server.decide(Step.CONTENT) instanceof Answer.AsUsual)) {
        throw new Over();
      }
      first = false;
      int skip = line.length > 0 && line[0] == '.' ? 1 : 0;
      if (skip == 1 && line[1] != '.') {
        server.violated("a line that starts with one dot");
      }
      content.write(line, skip, line.length - skip);
      content.write('\r');
      content.write('\n');
    }
  }

  private byte[] readContentLine() throws IOException, Over {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new Over();
      }
      if (b == '\n') {
        server.violated("a bare line feed in a message");
      }
      if (b == '\r') {
        if (in.read() != '\n') {
          server.violated("a bare carriage return in a message");
        }
        return line.toByteArray();
      }
      line.write(b);
    }
  }

  private static String decode(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}

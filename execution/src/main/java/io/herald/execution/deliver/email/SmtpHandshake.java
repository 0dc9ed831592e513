package io.herald.execution.deliver.email;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/** Everything two sides say before the first message: greeting, EHLO, STARTTLS, AUTH. */
final class SmtpHandshake {
  private final SmtpWire wire;
  private final SmtpRoute route;
  private final SSLContext checkedTls;

  /**
   * @param checkedTls trusts whom we trust when the certificate is checked
   */
  SmtpHandshake(SmtpWire wire, SmtpRoute route, SSLContext checkedTls) {
    this.wire = wire;
    this.route = route;
    this.checkedTls = checkedTls;
  }

  /**
   * Brings a fresh connection to where messages can be sent.
   *
   * @return what the server offers now
   * @throws IOException when the server is not ready, or not what the route requires
   */
  SmtpOffers perform() throws IOException {
    expectPositive(SmtpStage.GREETING);
    SmtpOffers offers = ehlo();
    if (route.tls() != SmtpRoute.Tls.NONE && encrypt(offers)) {
      // RFC 3207 §4.2: what was said in the clear is forgotten
      offers = ehlo();
    }
    if (route.login().isPresent()) {
      logIn(route.login().get(), offers);
    }
    return offers;
  }

  private SmtpOffers ehlo() throws IOException {
    String name = route.ehloName().isEmpty() ? wire.localLiteral() : route.ehloName();
    wire.command("EHLO " + name);
    wire.flush();
    return SmtpOffers.in(expectPositive(SmtpStage.EHLO));
  }

  private boolean encrypt(SmtpOffers offers) throws IOException {
    boolean required = route.tls() == SmtpRoute.Tls.REQUIRED;
    if (!offers.startTls()) {
      if (required) {
        throw new SmtpProtocolException("the server does not offer STARTTLS, which is required");
      }
      return false;
    }
    wire.command("STARTTLS");
    wire.flush();
    SmtpReply reply = wire.reply(SmtpStage.STARTTLS);
    if (!reply.positive()) {
      if (required || reply.closing()) {
        throw refused(SmtpStage.STARTTLS, reply);
      }
      return false;
    }
    wire.startTls(required ? checkedTls : AnyCertificate.context(), route.host(), required);
    return true;
  }

  private void logIn(SmtpRoute.Login login, SmtpOffers offers) throws IOException {
    if (offers.auth().contains("PLAIN")) {
      // RFC 4616: identity to act as (none), user, password
      wire.command("AUTH PLAIN " + base64('\0' + login.user() + '\0' + login.password()));
      wire.flush();
    } else if (offers.auth().contains("LOGIN")) {
      wire.command("AUTH LOGIN");
      wire.flush();
      expectIntermediate();
      wire.command(base64(login.user()));
      wire.flush();
      expectIntermediate();
      wire.command(base64(login.password()));
      wire.flush();
    } else {
      throw new SmtpProtocolException("the server offers neither AUTH PLAIN nor AUTH LOGIN");
    }
    expectPositive(SmtpStage.AUTH);
  }

  private void expectIntermediate() throws IOException {
    SmtpReply reply = wire.reply(SmtpStage.AUTH);
    if (!reply.intermediate()) {
      throw refused(SmtpStage.AUTH, reply);
    }
  }

  private SmtpReply expectPositive(SmtpStage stage) throws IOException {
    SmtpReply reply = wire.reply(stage);
    if (!reply.positive()) {
      throw refused(stage, reply);
    }
    return reply;
  }

  private static SmtpProtocolException refused(SmtpStage stage, SmtpReply reply) {
    return new SmtpProtocolException(
        "the server answered " + stage.words() + " with: " + reply.answer());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

package com.example.ordermail;

import com.example.ordermail.OrderMail.Status;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

/** Renders a mail, sends it and marks it. */
@Service
public class Sender {
  private static final Logger log = LoggerFactory.getLogger(Sender.class);
  private static final int MOST_ATTEMPTS = 5;

  private final OrderMails mails;
  private final JavaMailSender mailSender;
  private final TemplateEngine templates;

  public Sender(OrderMails mails, JavaMailSender mailSender, TemplateEngine templates) {
    this.mails = mails;
    this.mailSender = mailSender;
    this.templates = templates;
  }

  /** Sends it in a thread of the pool; what cannot be sent is tried again with a later page. */
  @Async
  public CompletableFuture<Void> send(OrderMail mail) {
    try {
      mailSender.send(message(mail));
      mails.markSent(mail.getId(), Instant.now());
    } catch (MailException | MessagingException | UnsupportedEncodingException e) {
      int attempts = mail.getAttempts() + 1;
      log.warn("Mail {} could not be sent (attempt {})", mail.getId(), attempts, e);
      mails.markNotSent(
          mail.getId(), attempts < MOST_ATTEMPTS ? Status.PENDING : Status.FAILED, attempts);
    }
    return CompletableFuture.completedFuture(null);
  }

  private MimeMessage message(OrderMail mail)
      throws MessagingException, UnsupportedEncodingException {
    Context context = new Context(Locale.ROOT, mail.getCtx());
    MimeMessage message = mailSender.createMimeMessage();
    MimeMessageHelper helper = new MimeMessageHelper(message, true);
    helper.setFrom("orders@herald.example", "Herald");
    helper.setTo(mail.getEmail());
    helper.setSubject("Number " + mail.getExternalId());
    helper.setText(
        templates.process("text/order", context), templates.process("order", context));
    return message;
  }
}

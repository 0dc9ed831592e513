package com.example.ordermail;

import com.example.ordermail.OrderMail.Status;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Hands pending mails to the sender, page by page. */
@Component
class Dispatcher {
  private static final int PAGE = 200;

  private final OrderMails mails;
  private final Sender sender;

  Dispatcher(OrderMails mails, Sender sender) {
    this.mails = mails;
    this.sender = sender;
  }

  @Scheduled(fixedDelay = 100, timeUnit = TimeUnit.MILLISECONDS)
  void dispatch() {
    List<OrderMail> page = nextPage();
    while (!page.isEmpty()) {
      // all of a page are done before the next is read: nothing is sent twice
      CompletableFuture.allOf(page.stream().map(sender::send).toArray(CompletableFuture[]::new))
          .join();
      page = nextPage();
    }
  }

  private List<OrderMail> nextPage() {
    return mails.findByStatusOrderById(Status.PENDING, Limit.of(PAGE));
  }
}

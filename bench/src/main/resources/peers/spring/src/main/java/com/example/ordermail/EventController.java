package com.example.ordermail;

import com.example.ordermail.OrderMail.Status;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes events; 201 means that the row was committed. */
@RestController
class EventController {
  /** An event as callers push it. */
  record Event(
      @NotBlank @Email String email, @NotBlank String externalId, @NotNull Map<String, Object> ctx) {}

  /**
   * How things stand.
   *
   * @param open accepted and not yet sent
   * @param failed given up
   */
  record Stats(boolean ready, long open, long failed) {}

  private final OrderMails mails;

  EventController(OrderMails mails) {
    this.mails = mails;
  }

  @PostMapping("/events")
  ResponseEntity<Void> accept(@Valid @RequestBody Event event) {
    OrderMail saved =
        mails.save(new OrderMail(event.externalId(), event.email(), event.ctx(), Instant.now()));
    return ResponseEntity.created(URI.create("/events/" + saved.getId())).build();
  }

  @GetMapping("/stats")
  Stats stats() {
    return new Stats(true, mails.countByStatus(Status.PENDING), mails.countByStatus(Status.FAILED));
  }
}

package com.example.ordermail;

import com.example.ordermail.OrderMail.Status;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/** The mails in the database. */
public interface OrderMails extends JpaRepository<OrderMail, Long> {
  List<OrderMail> findByStatusOrderById(Status status, Limit limit);

  long countByStatus(Status status);

  @Transactional
  @Modifying
  @Query("update OrderMail m set m.status = SENT, m.sentAt = :now where m.id = :id")
  void markSent(Long id, Instant now);

  @Transactional
  @Modifying
  @Query("update OrderMail m set m.status = :status, m.attempts = :attempts where m.id = :id")
  void markNotSent(Long id, Status status, int attempts);
}

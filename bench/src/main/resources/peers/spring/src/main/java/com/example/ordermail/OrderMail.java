package com.example.ordermail;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A mail that is to be sent, or was. */
@Entity
public class OrderMail {
  /** What became of it. */
  public enum Status {
    PENDING,
    SENT,
    FAILED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE)
  private @Nullable Long id;

  private String externalId;
  private String email;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, Object> ctx;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private Status status = Status.PENDING;

  private int attempts;
  private Instant createdAt;
  private @Nullable Instant sentAt;

  /** For Hibernate. */
  @SuppressWarnings("NullAway")
  protected OrderMail() {}

  public OrderMail(String externalId, String email, Map<String, Object> ctx, Instant createdAt) {
    this.externalId = externalId;
    this.email = email;
    this.ctx = ctx;
    this.createdAt = createdAt;
  }

  public @Nullable Long getId() {
    return id;
  }

  public String getExternalId() {
    return externalId;
  }

  public String getEmail() {
    return email;
  }

  public Map<String, Object> getCtx() {
    return ctx;
  }

  public Status getStatus() {
    return status;
  }

  public int getAttempts() {
    return attempts;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public @Nullable Instant getSentAt() {
    return sentAt;
  }
}

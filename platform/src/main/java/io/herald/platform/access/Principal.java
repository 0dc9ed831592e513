package io.herald.platform.access;

import java.util.Optional;
import java.util.Set;

/** Who calls, after the credentials were found right: an operator or an API client. */
public sealed interface Principal {
  /** A stable number, within its kind. */
  long id();

  /** The operator's login or the API client's name: for people, and for the audit log. */
  String name();

  /** Tells this caller from all others, for good, for example {@code client:12}; no secret. */
  default String key() {
    return switch (this) {
      case OfOperator _ -> "operator:" + id();
      case OfClient _ -> "client:" + id();
    };
  }

  /** Whether an operation that asks for this may be carried out. */
  boolean may(Permission permission);

  /** Whether events of this type may be sent; implies {@link Permission#SEND}. */
  boolean maySend(String eventType);

  /** Whether addresses and data of events may be shown to it (SEC-6). */
  boolean maySeePersonalData();

  /** What the Standard dialect answers it with (API-42). */
  ApiClient.Echo echo();

  /** The only organization it may act for; empty: it is bound to none. */
  Optional<String> organization();

  /** The client's public id; empty for an operator. */
  Optional<String> clientId();

  /** The named rights it has, as clients of the SOAP dialect know them (SEC-3). */
  Set<String> rights();

  /** A person or program known by login and password. */
  record OfOperator(Operator operator) implements Principal {
    @Override
    public long id() {
      return operator.id();
    }

    @Override
    public String name() {
      return operator.login();
    }

    @Override
    public boolean may(Permission permission) {
      return operator.may(permission.right());
    }

    @Override
    public boolean maySend(String eventType) {
      return may(Permission.SEND);
    }

    @Override
    public boolean maySeePersonalData() {
      return operator.may(Right.PRIVATE_DATA_VIEW);
    }

    @Override
    public ApiClient.Echo echo() {
      return ApiClient.Echo.VALUES;
    }

    @Override
    public Optional<String> organization() {
      return Optional.empty();
    }

    @Override
    public Optional<String> clientId() {
      return Optional.empty();
    }

    @Override
    public Set<String> rights() {
      return operator.rights();
    }
  }

  /**
   * A program known by an access token.
   *
   * @param granted what its token allows, never more than the client's own scopes
   */
  record OfClient(ApiClient client, Scopes granted) implements Principal {
    @Override
    public long id() {
      return client.id();
    }

    @Override
    public String name() {
      return client.name();
    }

    @Override
    public boolean may(Permission permission) {
      return granted.allow(permission);
    }

    @Override
    public boolean maySend(String eventType) {
      return granted.allowSending(eventType);
    }

    @Override
    public boolean maySeePersonalData() {
      return granted.allowPersonalData();
    }

    @Override
    public ApiClient.Echo echo() {
      return client.echo();
    }

    @Override
    public Optional<String> organization() {
      return Optional.of(client.organization());
    }

    @Override
    public Optional<String> clientId() {
      return Optional.of(client.clientId());
    }

    @Override
    public Set<String> rights() {
      return may(Permission.SEND) ? Set.of(Right.MESSAGE_CENTER_EXECUTION.label()) : Set.of();
    }
  }
}

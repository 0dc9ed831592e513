package io.herald.platform.access.admin;

import io.herald.platform.access.ApiClient;
import io.herald.platform.access.ApiClients;
import io.herald.platform.access.AuditLog;
import io.herald.platform.http.operation.Answer;
import io.herald.platform.http.operation.Call;
import io.herald.platform.http.operation.Described;
import io.herald.platform.http.operation.Operation;
import io.herald.platform.http.operation.Parameter;
import io.herald.platform.http.operation.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /v1/api-clients}: create, change, rotate the secret (SEC-7). */
final class ClientOperations {
  private static final String GROUP = "API clients";
  private static final String PATH = "/v1/api-clients";
  private static final int DEFAULT_OVERLAP_HOURS = 24;
  private static final ClientRequest EXAMPLE =
      new ClientRequest(
          "web shop", "geometrixx", List.of("send", "read"), 100, 200, null, null, null, null);
  private static final ClientResource SHOWN =
      new ClientResource(
          "shop-4f1c",
          "web shop",
          "geometrixx",
          List.of("read", "send"),
          100,
          200,
          List.of(),
          null,
          false,
          "values",
          List.of(new ClientResource.SecretState(null)));

  private final ApiClients clients;
  private final AuditLog audit;

  ClientOperations(ApiClients clients, AuditLog audit) {
    this.clients = clients;
    this.audit = audit;
  }

  /** A client that should be created. */
  @Described("An API client to be created")
  record NewClient(
      @Described("Public id, the same on all instances of a cluster; made up unless given")
          @Nullable String clientId,
      @Described(
              "Taken as it is instead of a new one: 32 to 256 random characters, for a client"
                  + " that must have the same secret on all instances of a cluster")
          @Nullable String secret,
      @Described("Everything else") ClientRequest client) {}

  /** A client with its new secret. */
  @Described("An API client with a new secret, shown this once")
  record WithSecret(ClientResource client, @Described("Shown this once") String secret) {}

  /** How to bring out a new secret. */
  @Described("How to bring out a new secret")
  record Rotation(
      @Described(
              "How long the secret of now works on, 0 to 720; 24 unless given. 0 ends it at once,"
                  + " and with it all access tokens that were got with it")
          @Nullable Integer overlapHours,
      @Described("Taken as it is instead of a new one: 32 to 256 random characters")
          @Nullable String secret) {}

  /** A page of clients. */
  @Described("API clients by name")
  record ClientList(List<ClientResource> items) {}

  List<Operation> all() {
    return List.of(
        Operation.post(PATH)
            .named("createApiClient", GROUP)
            .needs(Administration.RIGHT)
            .does("Create an API client", "The answer holds its first secret, shown this once.")
            .takes(NewClient.class, new NewClient(null, null, EXAMPLE), Administration.MAX_BODY)
            .answers(201, "Created", WithSecret.class, new WithSecret(SHOWN, "9hT…"))
            .mayFail(409, "name-taken", "Another client has this name or id")
            .by(this::create),
        Operation.get(PATH)
            .named("listApiClients", GROUP)
            .needs(Administration.RIGHT)
            .does("List API clients by name", "")
            .knows(Administration.limit())
            .knows(Administration.after("name"))
            .answers(200, "A page", ClientList.class, new ClientList(List.of(SHOWN)))
            .by(
                call ->
                    Answer.ok(
                        new ClientList(
                            clients
                                .list(call.text("after").orElse(""), Administration.limit(call))
                                .stream()
                                .map(ClientResource::of)
                                .toList()))),
        Operation.get(PATH + "/{clientId}")
            .named("getApiClient", GROUP)
            .needs(Administration.RIGHT)
            .does("Read an API client", "")
            .knows(clientId())
            .answers(200, "The client", ClientResource.class, SHOWN)
            .by(call -> shown(call, 200)),
        Operation.put(PATH + "/{clientId}")
            .named("replaceApiClient", GROUP)
            .needs(Administration.RIGHT)
            .does("Change an API client", "Its secrets stay.")
            .knows(clientId())
            .takes(ClientRequest.class, EXAMPLE, Administration.MAX_BODY)
            .answers(200, "Changed", ClientResource.class, SHOWN)
            .by(this::replace),
        Operation.delete(PATH + "/{clientId}")
            .named("deleteApiClient", GROUP)
            .needs(Administration.RIGHT)
            .does("Remove an API client", "Its secrets and access tokens end.")
            .knows(clientId())
            .answersNothing("Removed")
            .by(this::remove),
        Operation.post(PATH + "/{clientId}:rotate-secret")
            .named("rotateApiClientSecret", GROUP)
            .needs(Administration.RIGHT)
            .does(
                "Give an API client a new secret",
                "The one it had works on for the overlap; an older one ends at once.")
            .knows(clientId())
            .takes(Rotation.class, new Rotation(24, null), Administration.MAX_BODY)
            .answers(200, "Here it is", WithSecret.class, new WithSecret(SHOWN, "9hT…"))
            .by(this::rotate),
        Operation.post(PATH + "/{clientId}:revoke-tokens")
            .named("revokeApiClientTokens", GROUP)
            .needs(Administration.RIGHT)
            .does("End all access tokens and sessions of an API client", "Its secrets stay.")
            .knows(clientId())
            .answersNothing("Ended")
            .by(this::revokeTokens));
  }

  private static Parameter clientId() {
    return Parameter.path("clientId", new Parameter.Form.Text(128), "Its public id", "shop-4f1c");
  }

  private Reply create(Call call) {
    NewClient wanted = call.body(NewClient.class);
    return Administration.checked(
        () -> {
          String id = wanted.clientId() == null ? UUID.randomUUID().toString() : wanted.clientId();
          ApiClient client = wanted.client().as(id);
          checkSecret(wanted.secret());
          if (!clients.add(client)) {
            return Administration.taken("Another API client has this name or client id.");
          }
          String secret = secret(id, wanted.secret(), Duration.ZERO).orElseThrow();
          audit(call, "api-client.create", id);
          ClientResource there = find(id).orElseThrow();
          return Answer.created(new WithSecret(there, secret), PATH + "/" + id);
        });
  }

  private Reply replace(Call call) {
    String id = id(call);
    return Administration.checked(
        () -> {
          if (!clients.change(call.body(ClientRequest.class).as(id))) {
            return unknown();
          }
          audit(call, "api-client.change", id);
          return shown(call, 200);
        });
  }

  private Reply remove(Call call) {
    String id = id(call);
    if (!clients.remove(id)) {
      return unknown();
    }
    audit(call, "api-client.delete", id);
    return Answer.empty();
  }

  private Reply rotate(Call call) {
    String id = id(call);
    Rotation wanted = call.body(Rotation.class);
    int hours = wanted.overlapHours() == null ? DEFAULT_OVERLAP_HOURS : wanted.overlapHours();
    return Administration.checked(
        () -> {
          if (hours < 0 || hours > 720) {
            throw new IllegalArgumentException("overlapHours: 0 to 720");
          }
          checkSecret(wanted.secret());
          Optional<String> secret = secret(id, wanted.secret(), Duration.ofHours(hours));
          if (secret.isEmpty()) {
            return unknown();
          }
          audit(call, "api-client.rotate-secret", id);
          return Answer.ok(new WithSecret(find(id).orElseThrow(), secret.get()));
        });
  }

  private Reply revokeTokens(Call call) {
    String id = id(call);
    if (!clients.voidTokens(id)) {
      return unknown();
    }
    audit(call, "api-client.revoke-tokens", id);
    return Answer.empty();
  }

  private Optional<String> secret(String id, @Nullable String given, Duration overlap) {
    if (given == null) {
      return clients.rotateSecret(id, overlap);
    }
    return clients.setSecret(id, given, overlap) ? Optional.of(given) : Optional.empty();
  }

  private static void checkSecret(@Nullable String given) {
    if (given != null && (given.length() < ApiClients.MIN_SECRET || given.length() > 256)) {
      throw new IllegalArgumentException("secret: 32 to 256 characters");
    }
  }

  private Reply shown(Call call, int status) {
    return find(id(call))
        .<Reply>map(client -> new Answer(status, client, java.util.Map.of()))
        .orElseGet(() -> unknown());
  }

  private Optional<ClientResource> find(String id) {
    return clients.get(id).map(ClientResource::of);
  }

  private static Reply unknown() {
    return Administration.missing("There is no API client of this id; GET " + PATH + " lists all.");
  }

  private static String id(Call call) {
    return call.text("clientId").orElseThrow();
  }

  private void audit(Call call, String action, String object) {
    audit.record(Administration.caller(call).did(action, object, "done", call.requestId()));
  }
}

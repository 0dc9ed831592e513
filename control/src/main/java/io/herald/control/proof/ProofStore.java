package io.herald.control.proof;

import io.herald.control.design.Author;
import io.herald.control.proof.SentProof.CopyStatus;
import io.herald.control.proof.SentProof.State;
import io.herald.message.link.Proof;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables {@code proof} and {@code proof_copy}; what a proof said is forgotten with its end.
 * Every change is one statement, complete or not done at all. Safe for use by many threads.
 */
final class ProofStore {
  private final JdbcClient sql;

  ProofStore(DataSource database) {
    this.sql = JdbcClient.create(database);
  }

  /** A copy before it is sent. */
  record Addressed(String seed, String email) {}

  /**
   * Notes a proof that is to be sent.
   *
   * @param proof the JSON of a {@link Proof}
   * @return its number
   */
  long create(
      String id,
      String template,
      int revision,
      String instance,
      String proof,
      List<Addressed> copies,
      Author author) {
    return sql.sql(
            """
            WITH noted AS (
              INSERT INTO proof (id, template, revision, instance, sent, state, created, created_by)
              VALUES (:id, :template, :revision, :instance, CAST(:proof AS json), 'waiting',
                :at, :login)
              RETURNING number
            ), addressed AS (
              INSERT INTO proof_copy (proof, place, seed, email, status)
              SELECT number, place, seed, email, 'sending'
              FROM noted CROSS JOIN unnest(CAST(:seeds AS text[]), CAST(:emails AS text[]))
                WITH ORDINALITY AS c (seed, email, place)
            )
            SELECT number FROM noted
            """)
        .param("id", id)
        .param("template", template)
        .param("revision", revision)
        .param("instance", instance)
        .param("proof", proof)
        .param("seeds", copies.stream().map(Addressed::seed).toArray(String[]::new))
        .param("emails", copies.stream().map(Addressed::email).toArray(String[]::new))
        .param("at", author.at().atOffset(ZoneOffset.UTC))
        .param("login", author.login())
        .query(Long.class)
        .single();
  }

  /** What the instance is to be given; empty when the proof is settled, or gone. */
  Optional<String> sent(long number) {
    return sql.sql("SELECT sent FROM proof WHERE number = :number AND sent IS NOT NULL")
        .param("number", number)
        .query(String.class)
        .optional();
  }

  /** The proof of this number. */
  SentProof proof(long number) {
    return withCopies("WHERE number = :number", Map.of("number", number)).getFirst();
  }

  /** Those that are not done, the oldest first, without their copies; at most so many. */
  List<SentProof> open(int limit) {
    return headings(
        "WHERE state IN ('waiting', 'sending') ORDER BY number LIMIT :limit",
        Map.of("limit", limit));
  }

  /** Those of a template, the newest first; those before a number, at most so many. */
  List<SentProof> of(String template, long before, int limit) {
    return withCopies(
        "WHERE template = :template AND number < :before ORDER BY number DESC LIMIT :limit",
        Map.of("template", template, "before", before, "limit", limit));
  }

  /** Notes that the instance has it on disk. */
  void accepted(long number) {
    sql.sql(
            """
            UPDATE proof SET state = 'sending', reason = NULL
            WHERE number = :number AND state = 'waiting'
            """)
        .param("number", number)
        .update();
  }

  /** Notes why it is not further yet. */
  void delayed(long number, String why) {
    sql.sql("UPDATE proof SET reason = :why WHERE number = :number AND state <> 'done'")
        .param("number", number)
        .param("why", why)
        .update();
  }

  /**
   * Notes the end of a proof of which nothing more will be heard.
   *
   * @param state {@link State#REFUSED}, or {@link State#DONE} when it had been accepted
   */
  void ended(long number, State state, String why) {
    sql.sql(
            """
            WITH ended AS (
              UPDATE proof SET state = :state, reason = :why, sent = NULL
              WHERE number = :number AND state IN ('waiting', 'sending')
              RETURNING number
            )
            UPDATE proof_copy SET status = 'failed', reason = :why
            WHERE proof IN (SELECT number FROM ended) AND status = 'sending'
            """)
        .param("number", number)
        .param("state", text(state))
        .param("why", why)
        .update();
  }

  /** Notes what became of the copies. */
  void heard(long number, List<Proof.Outcome> copies) {
    List<Integer> places = new ArrayList<>();
    copies.forEach(_ -> places.add(places.size() + 1));
    sql.sql(
            """
            WITH heard AS (
              SELECT * FROM unnest(CAST(:places AS integer[]), CAST(:statuses AS text[]),
                CAST(:reasons AS text[]), CAST(:answers AS text[]), CAST(:messageIds AS text[]),
                CAST(:sentAt AS timestamptz[]))
                AS h (place, status, reason, answer, message_id, sent_at)
            ), settled AS (
              UPDATE proof SET reason = NULL,
                state = CASE WHEN :settled THEN 'done' ELSE state END,
                sent = CASE WHEN :settled THEN NULL ELSE sent END
              WHERE number = :number AND state = 'sending'
            )
            UPDATE proof_copy c SET status = h.status, reason = h.reason, answer = h.answer,
              message_id = h.message_id, sent_at = h.sent_at
            FROM heard h WHERE c.proof = :number AND c.place = h.place
            """)
        .param("number", number)
        .param("settled", copies.stream().allMatch(Proof.Outcome::settled))
        .param("places", places.toArray(Integer[]::new))
        .param("statuses", copies.stream().map(ProofStore::status).toArray(String[]::new))
        .param("reasons", copies.stream().map(Proof.Outcome::reason).toArray(String[]::new))
        .param("answers", copies.stream().map(Proof.Outcome::answer).toArray(String[]::new))
        .param("messageIds", copies.stream().map(Proof.Outcome::messageId).toArray(String[]::new))
        .param(
            "sentAt",
            copies.stream()
                .map(copy -> copy.sentAt() == null ? null : copy.sentAt().toString())
                .toArray(String[]::new))
        .update();
  }

  /** Deletes what was settled and created before a time, with its copies. */
  void forget(Instant before) {
    sql.sql("DELETE FROM proof WHERE created < :before AND state IN ('done', 'refused')")
        .param("before", before.atOffset(ZoneOffset.UTC))
        .update();
  }

  private static String status(Proof.Outcome copy) {
    return text(
        copy.sent() ? CopyStatus.SENT : copy.settled() ? CopyStatus.FAILED : CopyStatus.SENDING);
  }

  private List<SentProof> withCopies(String which, Map<String, Object> parameters) {
    List<SentProof> proofs = headings(which, parameters);
    Map<Long, List<SentProof.Copy>> copies = new HashMap<>();
    sql.sql("SELECT * FROM proof_copy WHERE proof = ANY (:proofs) ORDER BY proof, place")
        .param("proofs", proofs.stream().map(SentProof::number).toArray(Long[]::new))
        .query(
            row -> {
              copies
                  .computeIfAbsent(row.getLong("proof"), _ -> new ArrayList<>())
                  .add(readCopy(row));
            });
    return proofs.stream()
        .map(
            proof ->
                new SentProof(
                    proof.number(),
                    proof.id(),
                    proof.template(),
                    proof.revision(),
                    proof.instance(),
                    proof.state(),
                    proof.reason(),
                    proof.created(),
                    proof.createdBy(),
                    copies.getOrDefault(proof.number(), List.of())))
        .toList();
  }

  private List<SentProof> headings(String which, Map<String, Object> parameters) {
    return sql.sql(
            """
            SELECT number, id, template, revision, instance, state, reason, created, created_by
            FROM proof\s"""
                + which)
        .params(parameters)
        .query((row, _) -> read(row))
        .list();
  }

  private static SentProof read(ResultSet row) throws SQLException {
    return new SentProof(
        row.getLong("number"),
        row.getString("id"),
        row.getString("template"),
        row.getInt("revision"),
        row.getString("instance"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("reason"),
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getString("created_by"),
        List.of());
  }

  private static SentProof.Copy readCopy(ResultSet row) throws SQLException {
    @Nullable OffsetDateTime sentAt = row.getObject("sent_at", OffsetDateTime.class);
    @Nullable Instant sent = sentAt == null ? null : sentAt.toInstant();
    return new SentProof.Copy(
        row.getInt("place"),
        row.getString("seed"),
        row.getString("email"),
        CopyStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getString("reason"),
        row.getString("answer"),
        row.getString("message_id"),
        sent);
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

package io.herald.control.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.design.Author;
import io.herald.control.publish.InstanceStore;
import io.herald.control.publish.LinkClient;
import io.herald.control.publish.LinkSecret;
import io.herald.control.resource.ResourceStore;
import io.herald.message.link.Proof;
import io.herald.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** TPL-67: what a proof said about people is kept while it is needed. */
@ControlTest
class ProofsAreForgottenTest {
  private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");
  private static final Proof.Outcome SENT =
      new Proof.Outcome("processed", true, true, null, "250", "1@example.com", CREATED);
  private static final Proof.Outcome UNDER_WAY =
      new Proof.Outcome("processing", false, false, null, null, null, null);

  private DataSource source;
  private ProofStore store;
  private LinkClient link;

  @BeforeEach
  void open(TestDatabase database) {
    source = database.open(3).dataSource();
    store = new ProofStore(source);
    link = new LinkClient(new LinkSecret("0123456789abcdef"), new ResourceStore(source));
  }

  @AfterEach
  void close() {
    link.close();
  }

  @Test
  void itsContentIsForgottenWithItsLastWord() {
    long number = proof("a");
    assertThat(store.sent(number)).contains("{}");
    store.accepted(number);
    store.heard(number, List.of(UNDER_WAY));
    assertThat(store.sent(number)).contains("{}");

    store.heard(number, List.of(SENT));

    assertThat(store.sent(number)).isEmpty();
    assertThat(store.proof(number).copies())
        .singleElement()
        .satisfies(copy -> assertThat(copy.email()).isEqualTo("ada@example.com"));
  }

  @Test
  void itsContentIsForgottenWhenItIsRefused() {
    long number = proof("a");

    store.ended(number, SentProof.State.REFUSED, "no");

    assertThat(store.sent(number)).isEmpty();
  }

  @Test
  void afterThirtyDaysNothingIsLeftOfIt() throws Exception {
    long settled = proof("a");
    store.ended(settled, SentProof.State.REFUSED, "no");

    carryAfter(Duration.ofDays(30));
    assertThat(store.of("t", Long.MAX_VALUE, 9)).hasSize(1);

    carryAfter(Duration.ofDays(30).plusSeconds(1));
    assertThat(store.of("t", Long.MAX_VALUE, 9)).isEmpty();
    assertThat(
            JdbcClient.create(source)
                .sql("SELECT count(*) FROM proof_copy")
                .query(Integer.class)
                .single())
        .isZero();
  }

  private long proof(String id) {
    return store.create(
        id,
        "t",
        1,
        "local",
        "{}",
        List.of(new ProofStore.Addressed("Ada", "ada@example.com")),
        new Author("marketer", CREATED));
  }

  private void carryAfter(Duration time) throws InterruptedException {
    new Proofing(
            source,
            new InstanceStore(source, JsonMapper.shared()),
            link,
            JsonMapper.shared(),
            () -> "id",
            InstantSource.fixed(CREATED.plus(time)))
        .carryAll(() -> false);
  }
}

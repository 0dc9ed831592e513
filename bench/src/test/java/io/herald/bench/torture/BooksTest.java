package io.herald.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.bench.torture.Answers.Accepted;
import io.herald.bench.torture.ApiEvents.Stored;
import io.herald.bench.torture.ApiEvents.Trail;
import io.herald.bench.torture.Books.Finding;
import io.herald.bench.torture.Books.Reason;
import io.herald.bench.torture.MailFiles.Answered;
import io.herald.bench.torture.MailFiles.Mail;
import io.herald.message.status.EventStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The books find what must not be: a torture that cannot fail would show nothing. */
class BooksTest {
  private static final long ID = 0x1_0000_0000_0001L;
  private static final long OTHER_ID = 0x1_0000_0000_0002L;
  private static final String ATTEMPT = "attempt 1 begins, template t version 1";
  private static final String TAKEN_OVER =
      "attempt 2 begins, template t version 1, outcome of the last one unknown";
  private static final String SENT_AGAIN = "outcome unknown, sent again at 2026-01-31T10:00:00Z";

  private final List<Accepted> accepted = new ArrayList<>();
  private final List<Mail> mails = new ArrayList<>();
  private final List<Stored> stored = new ArrayList<>();
  private final Map<Long, Trail> trails = new HashMap<>();
  private final List<Long> trailsRead = new ArrayList<>();

  @Test
  void an_event_that_was_accepted_arrived_once_and_is_processed_is_clean() {
    accept(ID, 1);
    arrive(ID, 1, Answered.YES);
    store(ID, 1, EventStatus.PROCESSED);

    assertThat(close().clean()).isTrue();
    assertThat(close().delivered()).isEqualTo(1);
    assertThat(close().lost()).isZero();
    assertThat(trailsRead).isEmpty();
  }

  @Test
  void an_accepted_event_that_is_nowhere_is_lost() {
    accept(ID, 1);

    assertOnly(Finding.NOT_STORED);
    assertThat(close().lost()).isEqualTo(1);
  }

  @Test
  void an_event_that_is_processed_and_never_arrived_is_lost() {
    accept(ID, 1);
    store(ID, 1, EventStatus.PROCESSED);

    assertOnly(Finding.SAID_SENT);
    assertThat(close().lost()).isEqualTo(1);
  }

  @Test
  void an_event_that_is_processed_although_no_mail_of_it_was_answered_is_lost() {
    accept(ID, 1);
    arrive(ID, 1, Answered.CUT);
    store(ID, 1, EventStatus.PROCESSED);

    assertOnly(Finding.NEVER_ANSWERED);
    assertThat(close().lost()).isEqualTo(1);
  }

  @Test
  void an_event_that_failed_and_says_so_is_not_lost() {
    accept(ID, 1);
    store(ID, 1, EventStatus.DELIVERY_FAILED);

    assertThat(close().clean()).isTrue();
    assertThat(close().failedVisibly()).isEqualTo(1);
  }

  @Test
  void an_event_that_is_still_open_is_found() {
    accept(ID, 1);
    store(ID, 1, EventStatus.PENDING);

    assertOnly(Finding.UNSETTLED);
  }

  @Test
  void an_event_that_arrived_while_its_status_says_otherwise_is_found() {
    accept(ID, 1);
    arrive(ID, 1, Answered.YES);
    store(ID, 1, EventStatus.ROUTING_FAILED);

    assertOnly(Finding.NOT_KNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "CUT, sent again, CUT",
    "KILLED, sent again, SINK_KILLED",
    "GONE, taken over, PROCESS_GONE",
    "YES, taken over, PROCESS_GONE",
    "YES, sent again, ANSWER_LOST"
  })
  void a_repetition_that_the_trail_explains_is_counted_by_its_reason(
      Answered first, String said, Reason reason) {
    accept(ID, 1);
    arrive(ID, 1, first);
    arrive(ID, 1, Answered.YES);
    store(ID, 1, EventStatus.PROCESSED);
    trail(ID, ATTEMPT, said.equals("taken over") ? TAKEN_OVER : SENT_AGAIN, "sent");

    assertThat(close().findings()).isEmpty();
    assertThat(close().moreThanOnce()).isEqualTo(1);
    assertThat(close().repetitions()).isEqualTo(Map.of(reason, 1L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "refused, no longer ours: " + TAKEN_OVER, "error 1, next try at x"})
  void a_repetition_that_the_trail_does_not_explain_is_found(String line) {
    accept(ID, 1);
    arrive(ID, 1, Answered.YES);
    arrive(ID, 1, Answered.YES);
    store(ID, 1, EventStatus.PROCESSED);
    trail(ID, ATTEMPT, line, "sent");

    assertOnly(Finding.UNEXPLAINED);
  }

  @Test
  void two_repetitions_need_two_lines() {
    accept(ID, 1);
    arrive(ID, 1, Answered.CUT);
    arrive(ID, 1, Answered.CUT);
    arrive(ID, 1, Answered.YES);
    store(ID, 1, EventStatus.PROCESSED);
    trail(ID, ATTEMPT, SENT_AGAIN, "sent");

    assertOnly(Finding.UNEXPLAINED);
  }

  @Test
  void a_repetition_of_an_event_without_a_trail_is_found() {
    arrive(ID, 1, Answered.YES);
    arrive(ID, 1, Answered.YES);

    assertThat(close().findings()).containsKeys(Finding.UNEXPLAINED, Finding.NOT_KNOWN);
  }

  @Test
  void an_event_stored_without_an_answer_is_counted_and_allowed() {
    arrive(ID, 1, Answered.YES);
    store(ID, 1, EventStatus.PROCESSED);

    assertThat(close().clean()).isTrue();
    assertThat(close().storedUnasked()).isEqualTo(new Books.StoredUnasked(1, 1));
  }

  @Test
  void a_mail_with_another_events_content_is_found() {
    accept(ID, 1);
    arrive(ID, 2, Answered.YES);
    store(ID, 1, EventStatus.PROCESSED);

    assertOnly(Finding.MIXED_UP);
  }

  @Test
  void an_event_that_is_stored_as_another_one_is_found() {
    accept(ID, 1);
    store(ID, 2, EventStatus.DELIVERY_FAILED);

    assertOnly(Finding.MIXED_UP);
  }

  @Test
  void two_mails_of_one_event_that_differ_are_found() {
    accept(ID, 1);
    arrive(ID, 1, Answered.CUT);
    arrive(ID, 2, Answered.YES);
    store(ID, 1, EventStatus.PROCESSED);
    trail(ID, ATTEMPT, SENT_AGAIN, "sent");

    assertOnly(Finding.MIXED_UP);
  }

  @Test
  void an_id_that_was_given_to_two_events_is_found() {
    accept(ID, 1);
    accept(ID, 2);
    arrive(ID, 2, Answered.YES);
    store(ID, 2, EventStatus.PROCESSED);

    assertThat(close().count(Finding.SAME_ID)).isEqualTo(1);
  }

  @Test
  void an_event_that_was_pushed_once_and_stored_twice_is_found() {
    accept(ID, 1);
    arrive(ID, 1, Answered.YES);
    arrive(OTHER_ID, 1, Answered.YES);
    store(ID, 1, EventStatus.PROCESSED);
    store(OTHER_ID, 1, EventStatus.PROCESSED);

    assertOnly(Finding.STORED_TWICE);
  }

  @Test
  void an_event_whose_trail_settles_it_twice_is_found() {
    accept(ID, 1);
    arrive(ID, 1, Answered.CUT);
    arrive(ID, 1, Answered.YES);
    store(ID, 1, EventStatus.PROCESSED);
    trail(ID, ATTEMPT, SENT_AGAIN, "sent", "sent");

    assertOnly(Finding.TRAIL);
  }

  @Test
  void an_open_event_that_came_twice_is_open_and_nothing_else() {
    accept(ID, 1);
    arrive(ID, 1, Answered.CUT);
    arrive(ID, 1, Answered.CUT);
    store(ID, 1, EventStatus.PROCESSING);
    trail(ID, ATTEMPT, SENT_AGAIN, SENT_AGAIN);

    assertOnly(Finding.UNSETTLED);
  }

  @Test
  void some_of_the_events_that_look_right_have_their_trail_read_too() {
    LongStream.rangeClosed(1, 1_000)
        .forEach(
            number -> {
              accept(ID + number, number);
              arrive(ID + number, number, Answered.YES);
              store(ID + number, number, EventStatus.PROCESSED);
            });
    trail(ID + 500, ATTEMPT, "sent");
    trail(ID + 1_000, ATTEMPT);

    assertOnly(Finding.TRAIL);
    assertThat(Objects.requireNonNull(close().findings().get(Finding.TRAIL)).events())
        .containsExactly(Long.toHexString(ID + 1_000));
  }

  @Test
  void a_mail_that_names_no_event_is_found() {
    arrive(0, 0, Answered.YES);

    assertOnly(Finding.UNREADABLE);
  }

  private void accept(long id, long number) {
    accepted.add(new Accepted(id, number));
  }

  private void arrive(long id, long number, Answered answered) {
    mails.add(new Mail(id, number, answered));
  }

  private void store(long id, long number, EventStatus status) {
    stored.add(new Stored(id, Long.toString(number), status, 1));
  }

  private void trail(long id, String... causes) {
    List<Trail.Line> lines = new ArrayList<>();
    for (String cause : causes) {
      lines.add(
          new Trail.Line(
              Instant.EPOCH,
              cause.equals("sent") ? EventStatus.PROCESSED : EventStatus.PROCESSING,
              cause,
              "execution-1"));
    }
    trails.put(id, new Trail(lines));
  }

  private Books close() {
    stored.sort(Comparator.comparingLong(Stored::event).reversed());
    try {
      return Books.close(
          accepted,
          mails,
          stored.iterator(),
          wanted -> {
            trailsRead.addAll(wanted);
            return trails;
          });
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void assertOnly(Finding finding) {
    assertThat(close().findings()).containsOnlyKeys(finding);
    assertThat(close().count(finding)).isEqualTo(1);
  }
}

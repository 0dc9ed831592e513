package io.herald.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.bench.torture.Arrivals.Arrival;
import io.herald.bench.torture.Books.Finding;
import io.herald.bench.torture.StoredEvents.Stored;
import io.herald.message.status.EventStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The books find what must not be: a torture that cannot fail would show nothing. */
class BooksTest {
  private static final long ID = 0x1_0000_0000_0001L;
  private static final long OTHER_ID = 0x1_0000_0000_0002L;

  private final Map<Long, Long> accepted = new HashMap<>();
  private final List<Long> givenTwice = new ArrayList<>();
  private final Map<Long, Arrival> arrived = new HashMap<>();
  private final Map<Long, Stored> stored = new HashMap<>();
  private long unreadable;

  @Test
  void an_event_that_was_accepted_arrived_once_and_is_processed_is_clean() {
    accept(ID, 1);
    arrive(ID, 1, 1);
    store(ID, 1, EventStatus.PROCESSED, 0);

    assertThat(close().clean()).isTrue();
    assertThat(close().delivered()).isEqualTo(1);
    assertThat(close().lost()).isZero();
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
    store(ID, 1, EventStatus.PROCESSED, 0);

    assertOnly(Finding.SAID_SENT);
    assertThat(close().lost()).isEqualTo(1);
  }

  @Test
  void an_event_that_failed_and_says_so_is_not_lost() {
    accept(ID, 1);
    store(ID, 1, EventStatus.DELIVERY_FAILED, 0);

    assertThat(close().clean()).isTrue();
    assertThat(close().failedVisibly()).isEqualTo(1);
  }

  @Test
  void an_event_that_is_still_open_is_found() {
    accept(ID, 1);
    store(ID, 1, EventStatus.PENDING, 0);

    assertOnly(Finding.UNSETTLED);
  }

  @Test
  void an_event_that_arrived_while_its_status_says_otherwise_is_found() {
    accept(ID, 1);
    arrive(ID, 1, 1);
    store(ID, 1, EventStatus.ROUTING_FAILED, 0);

    assertOnly(Finding.NOT_KNOWN);
  }

  @Test
  void each_repetition_needs_a_line_in_the_trail() {
    accept(ID, 1);
    arrive(ID, 1, 3);
    store(ID, 1, EventStatus.PROCESSED, 1);
    assertOnly(Finding.UNEXPLAINED);

    store(ID, 1, EventStatus.PROCESSED, 2);
    assertThat(close().clean()).isTrue();
    assertThat(close().moreThanOnce()).isEqualTo(1);
  }

  @Test
  void an_event_stored_without_an_answer_is_counted_and_allowed() {
    arrive(ID, 1, 1);
    store(ID, 1, EventStatus.PROCESSED, 0);

    assertThat(close().clean()).isTrue();
    assertThat(close().storedUnasked()).isEqualTo(new Books.StoredUnasked(1, 1));
  }

  @Test
  void a_mail_with_another_events_content_is_found() {
    accept(ID, 1);
    arrive(ID, 2, 1);
    store(ID, 1, EventStatus.PROCESSED, 0);

    assertOnly(Finding.MIXED_UP);
  }

  @Test
  void two_mails_of_one_event_that_differ_are_found() {
    accept(ID, 1);
    arrived.put(ID, new Arrival(1, 2, false));
    store(ID, 1, EventStatus.PROCESSED, 1);

    assertOnly(Finding.MIXED_UP);
  }

  @Test
  void an_id_that_was_given_to_two_events_is_found() {
    accept(ID, 1);
    givenTwice.add(ID);
    arrive(ID, 1, 1);
    store(ID, 1, EventStatus.PROCESSED, 0);

    assertOnly(Finding.SAME_ID);
  }

  @Test
  void an_event_that_was_pushed_once_and_stored_twice_is_found() {
    accept(ID, 1);
    arrive(ID, 1, 1);
    arrive(OTHER_ID, 1, 1);
    store(ID, 1, EventStatus.PROCESSED, 0);
    store(OTHER_ID, 1, EventStatus.PROCESSED, 0);

    assertOnly(Finding.STORED_TWICE);
  }

  @Test
  void an_event_whose_trail_settles_it_twice_is_found() {
    accept(ID, 1);
    arrive(ID, 1, 1);
    stored.put(ID, new Stored("1", EventStatus.PROCESSED, 0, 2));

    assertOnly(Finding.TRAIL);
  }

  @Test
  void a_mail_that_names_no_event_is_found() {
    unreadable = 1;

    assertOnly(Finding.UNREADABLE);
  }

  private void accept(long id, long number) {
    accepted.put(id, number);
  }

  private void arrive(long id, long number, int times) {
    arrived.put(id, new Arrival(number, times, true));
  }

  private void store(long id, long number, EventStatus status, int repetitions) {
    int settled = status.settled() ? 1 : 0;
    stored.put(id, new Stored(Long.toString(number), status, repetitions, settled));
  }

  private Books close() {
    return Books.close(accepted, givenTwice, arrived, unreadable, stored);
  }

  private void assertOnly(Finding finding) {
    assertThat(close().findings()).containsOnlyKeys(finding);
    assertThat(close().count(finding)).isEqualTo(1);
  }
}

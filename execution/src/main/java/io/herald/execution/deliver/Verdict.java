package io.herald.execution.deliver;

import io.herald.execution.render.RenderedMessage;
import io.herald.execution.route.RoutedEvent;
import io.herald.message.link.Publication.DeliverySettings;
import io.herald.spi.SendResult;
import java.time.Duration;
import java.time.Instant;

/** Turns what a transport reports into what follows from it. Pure. */
final class Verdict {
  private Verdict() {}

  /**
   * @param attempt which attempt this was, from 1
   * @param now when the report came
   */
  static Outcome of(SendResult result, RenderedMessage message, int attempt, Instant now) {
    RoutedEvent routed = message.admitted().enriched().routed();
    DeliverySettings settings = routed.template().publication().delivery();
    return switch (result) {
      case SendResult.Accepted(String answer) -> new Outcome.Sent(answer);
      case SendResult.Refused r when r.permanent() ->
          new Outcome.Failed(r.type(), r.reason(), r.answer());
      case SendResult.Refused r -> {
        Instant next = now.plus(RetrySchedule.named(settings.retries()).after(attempt));
        yield new Outcome.TryAgain(
            earlier(next, routed.expires()), r.type(), r.reason(), r.answer());
      }
      case SendResult.NotTried(String why, var retryAfter) ->
          new Outcome.NotTried(earlier(now.plus(retryAfter), routed.expires()), why);
      case SendResult.Uncertain(String why, var retryAfter) ->
          holds(settings)
              ? new Outcome.Held(why)
              : new Outcome.SendAgain(
                  earlier(now.plus(pause(retryAfter, settings, attempt)), routed.expires()), why);
    };
  }

  // the first time soon; but a provider that takes the mail and then drops the connection, each
  // time, must not be sent a copy
  // every few seconds
  private static Duration pause(Duration retryAfter, DeliverySettings settings, int attempt) {
    Duration scheduled = RetrySchedule.named(settings.retries()).after(attempt);
    return attempt > 1 && scheduled.compareTo(retryAfter) > 0 ? scheduled : retryAfter;
  }

  /** True when a message whose outcome is unknown must not be sent again. */
  static boolean holds(DeliverySettings settings) {
    return settings.onUncertain().equals("hold");
  }

  // at the end of its validity the event is looked at once more, to be settled
  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}

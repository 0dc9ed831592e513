package io.herald.execution.collect;

import io.herald.execution.query.EventQueries;
import io.herald.execution.query.EventQuery;
import io.herald.execution.query.QueryAnswer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers every question with the same, and remembers the last one. */
public final class ScriptedQueries implements EventQueries {
  private volatile QueryAnswer answer = new QueryAnswer.Rows(List.of());
  private volatile @Nullable EventQuery last;

  /** Answers this from now on. */
  public void answer(QueryAnswer fixed) {
    answer = fixed;
  }

  /** The last question that came. */
  public EventQuery last() {
    return Objects.requireNonNull(last, "no question came");
  }

  @Override
  public QueryAnswer find(EventQuery query) {
    last = query;
    return answer;
  }

  @Override
  public QueryAnswer count(EventQuery query) {
    last = query;
    return answer;
  }
}

package io.herald.control.classic;

import java.util.List;

/** What became of the wish to write an entity. */
sealed interface Written {
  /**
   * It is written.
   *
   * @param actions as the audit log names them, in order
   * @param object the entity's name
   */
  record Done(List<String> actions, String object) implements Written {
    static Done by(String action, String object) {
      return new Done(List.of(action), object);
    }
  }

  /** Nothing was asked for. */
  record Nothing() implements Written {}

  /**
   * It is not.
   *
   * @param reason names the field, what is wrong and the way out
   */
  record Refused(String reason) implements Written {}
}

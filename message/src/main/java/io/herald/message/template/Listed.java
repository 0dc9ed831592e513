package io.herald.message.template;

import java.util.List;
import org.mozilla.javascript.Undefined;

/** The array of elements that a listing repeats its content over (TPL-56). */
record Listed(List<Object> items) {
  /** The element at an index; undefined behind the last. */
  Object item(double index) {
    if (index != (int) index || index < 0) {
      throw HandOver.toEngine();
    }
    return index < items.size() ? items.get((int) index) : Undefined.instance;
  }
}

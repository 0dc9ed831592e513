package io.herald.message.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.xml.XMLObject;

/** Makes, sorts and cuts the list a listing repeats its content over (TPL-56). */
final class Listing {
  private Listing() {}

  /** The elements of an XML list or of an array; one value is a list of one, nothing of none. */
  static NativeArray of(RenderContext context, Scriptable scope, @Nullable Object collection) {
    List<Object> items = new ArrayList<>();
    if (collection instanceof XMLObject || collection instanceof NativeArray) {
      Scriptable list = (Scriptable) collection;
      boolean one = collection instanceof XMLObject node && node.getClassName().equals("XML");
      long length = one ? 1 : (long) GuardedBuiltIns.length(list);
      context.charge(length);
      context.rendering().budget().checkRoomFor(64 * length);
      for (int i = 0; i < length; i++) {
        items.add(one ? list : list.get(i, list));
      }
    } else if (!Values.absent(collection)) {
      items.add(collection);
    }
    return array(scope, items);
  }

  private static NativeArray array(Scriptable scope, List<Object> items) {
    NativeArray array = new NativeArray(items.toArray());
    ScriptRuntime.setBuiltinProtoAndParent(
        array, scope, org.mozilla.javascript.TopLevel.Builtins.Array);
    return array;
  }

  /**
   * The items to show.
   *
   * @param list items, or lists of an item and its keys when they are to be sorted
   * @param first the number of the first to show, from 1
   * @param max how many at most; not a number: all
   * @param order {@code a} or {@code d} for each key, ascending or descending
   */
  static NativeArray chosen(
      Context cx, Scriptable scope, NativeArray list, double first, double max, String order) {
    RenderContext context = (RenderContext) cx;
    List<Object> items = new ArrayList<>((int) list.getLength());
    for (int i = 0; i < list.getLength(); i++) {
      items.add(list.get(i, list));
    }
    if (!order.isEmpty()) {
      context.charge(20.0 * items.size());
      items.sort((a, b) -> order(context, order, (NativeArray) a, (NativeArray) b));
      items.replaceAll(item -> ((NativeArray) item).get(0, (NativeArray) item));
    }
    Window window = window(items.size(), first, max);
    return array(scope, items.subList(window.from(), window.to()));
  }

  /** Which elements of a list are shown: from the one at an index to the one before another. */
  record Window(int from, int to) {}

  /** See {@link #chosen}. */
  static Window window(int size, double first, double max) {
    int from = Math.clamp((long) (Double.isNaN(first) ? 1 : first) - 1, 0, size);
    double wanted = Double.isNaN(max) ? size : Math.max(0, max);
    return new Window(from, (int) Math.min(size, from + wanted));
  }

  private static int order(RenderContext context, String order, NativeArray a, NativeArray b) {
    context.charge(10);
    for (int key = 1; key <= order.length(); key++) {
      Object left = a.get(key, a);
      Object right = b.get(key, b);
      String x = Values.textOrEmpty(left).strip();
      String y = Values.textOrEmpty(right).strip();
      int found =
          x.isEmpty() || y.isEmpty()
              // what is missing comes last, whichever way
              ? Boolean.compare(x.isEmpty(), y.isEmpty())
              : Conditions.order(left, x, right, y) * (order.charAt(key - 1) == 'd' ? -1 : 1);
      if (found != 0) {
        return found;
      }
    }
    return 0;
  }
}

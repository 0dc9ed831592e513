package io.herald.platform.soap;

import io.herald.platform.soap.schema.Method;
import io.herald.platform.soap.schema.Schemas;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The table of calls: every method that {@link Schemas} describes, with what carries it out.
 * Service names are found in any letter case. Immutable.
 */
public final class SoapMethods {
  /**
   * A method under its proper name.
   *
   * @param right what the caller must be allowed
   */
  public record Served(MethodName name, Method.Right right, SoapMethod method) {}

  private final Map<MethodName, Served> byName;

  private SoapMethods(Map<MethodName, Served> byName) {
    this.byName = Map.copyOf(byName);
  }

  /**
   * The whole table.
   *
   * @throws IllegalArgumentException when a described method is not carried out, or one that is
   *     carried out is not described
   */
  public static SoapMethods all(Schemas schemas, Map<MethodName, SoapMethod> carriedOut) {
    SoapMethods methods = some(schemas, carriedOut);
    TreeSet<String> missing = new TreeSet<>();
    for (Method method : schemas.methods()) {
      if (methods.find(new MethodName(method.service(), method.name())) == null) {
        missing.add(method.service() + "#" + method.name());
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("described, but not carried out: " + missing);
    }
    return methods;
  }

  /** A table of some of them. */
  public static SoapMethods some(Schemas schemas, Map<MethodName, SoapMethod> carriedOut) {
    Map<MethodName, SoapMethod> left = new HashMap<>(carriedOut);
    Map<MethodName, Served> served = new HashMap<>();
    for (Method method : schemas.methods()) {
      MethodName name = new MethodName(method.service(), method.name());
      @Nullable SoapMethod carriesOut = left.remove(name);
      if (carriesOut != null) {
        served.put(key(name), new Served(name, method.right(), carriesOut));
        if (method.alsoServedBy() != null) {
          MethodName alias = new MethodName(method.alsoServedBy(), method.name());
          served.put(key(alias), new Served(alias, method.right(), carriesOut));
        }
      }
    }
    if (!left.isEmpty()) {
      throw new IllegalArgumentException("carried out, but not described: " + left.keySet());
    }
    return new SoapMethods(served);
  }

  /**
   * The method of this name. A service may be written with the schema it is called on behind it
   * (client contract A.4 rule 3), as in {@code xtk:persist|nms:delivery}.
   */
  @Nullable Served find(MethodName name) {
    @Nullable Served found = byName.get(key(name));
    int bar = name.service().indexOf('|');
    return found == null && bar >= 0
        ? byName.get(key(new MethodName(name.service().substring(0, bar), name.method())))
        : found;
  }

  private static MethodName key(MethodName name) {
    return new MethodName(name.service().toLowerCase(Locale.ROOT), name.method());
  }
}

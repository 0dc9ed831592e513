package io.herald.execution.collect.soap;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods served here. Service names are found in any letter case. Immutable. */
final class SoapMethods {
  /** A method under its proper name. */
  record Served(MethodName name, SoapMethod method) {}

  private final Map<MethodName, Served> byName;

  SoapMethods(Map<MethodName, SoapMethod> methods) {
    Map<MethodName, Served> served = new HashMap<>();
    methods.forEach((name, method) -> served.put(key(name), new Served(name, method)));
    this.byName = Map.copyOf(served);
  }

  @Nullable Served find(MethodName name) {
    return byName.get(key(name));
  }

  private static MethodName key(MethodName name) {
    return new MethodName(name.service().toLowerCase(Locale.ROOT), name.method());
  }
}

package io.herald.platform.http.operation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the OpenAPI document says about a record or one of its components, besides its type. A
 * component that is not {@code @Nullable} is listed as required.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Described {
  /** What it is, with unit and bounds. */
  String value();

  /** The texts it may have; empty: any. */
  String[] oneOf() default {};

  /** For texts: most code points. For lists: most elements. 0: not said. */
  int atMost() default 0;

  /** For lists and numbers: fewest elements, smallest value. 0: not said. */
  int atLeast() default 0;

  /** For {@link RawJson}: the record it is read as. */
  Class<?> is() default void.class;

  /** The name of a well-known form, for example {@code email} or {@code date-time}. */
  String format() default "";
}

package io.herald.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The migrations a {@link TestDatabase} has had: on a test class, a test method or the parameter
 * itself; the nearest counts.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
public @interface Migrations {
  /** Folders on the class path, for example {@code io/herald/execution/queue/migration}. */
  String[] value();
}

package io.herald.control;

import io.herald.testkit.Migrations;
import io.herald.testkit.TestDatabaseExtension;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test that gets a fresh, migrated control database. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TestDatabaseExtension.class)
@Migrations({
  "io/herald/control/design/migration",
  "io/herald/control/resource/migration",
  "io/herald/control/publish/migration",
  "io/herald/control/seed/migration",
  "io/herald/control/proof/migration",
  "io/herald/control/block/migration",
  "io/herald/control/brand/migration",
  "io/herald/control/data/migration",
  "io/herald/platform/access/migration"
})
public @interface ControlTest {}

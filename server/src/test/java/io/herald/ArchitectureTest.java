package io.herald;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom: the boundaries that ARCHITECTURE.md draws, held by the compiled classes. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.herald")
          // the test kit is no part of a product
          .that(describe("ship", type -> !type.getPackageName().startsWith("io.herald.testkit")));

  /** Raise it as the house grows: a rule that sees nothing holds always. */
  private static final int CLASSES_AT_LEAST = 250;

  /** Too long for one file: what the stores of the queue are made of, seen by nobody else. */
  private static final Set<String> PARTS_OF_A_STORE =
      Set.of(
          "io.herald.execution.queue.Arrays",
          "io.herald.execution.queue.EventRows",
          "io.herald.execution.queue.Partitions");

  @Test
  void theRulesHaveSomethingToLookAt() {
    assertThat(CLASSES).hasSizeGreaterThan(CLASSES_AT_LEAST);
    assertThat(CLASSES.stream().map(type -> type.getPackageName().split("\\.")[2]))
        .contains("spi", "platform", "message", "execution", "control", "server");
    // records, sealed types and pattern switches of Java 25 are read, not skipped
    assertThat(CLASSES.get("io.herald.platform.config.Setting").isRecord()).isTrue();
  }

  @Test
  void theSpiKnowsNobody() {
    holds(ofModule("spi", "io.herald.spi.."));
  }

  @Test
  void thePlatformKnowsNothingOfMessages() {
    holds(ofModule("platform", "io.herald.platform.."));
  }

  @Test
  void aMessageKnowsOnlyTheSpi() {
    holds(ofModule("message", "io.herald.message..", "io.herald.spi.."));
  }

  @Test
  void executionDoesNotKnowControl() {
    holds(
        ofModule(
            "execution",
            "io.herald.execution..",
            "io.herald.message..",
            "io.herald.platform..",
            "io.herald.spi.."));
  }

  @Test
  void controlDoesNotKnowExecution() {
    holds(
        ofModule("control", "io.herald.control..", "io.herald.message..", "io.herald.platform.."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soap", "rest", "api"})
  void aDialectStaysAtItsDoor(String dialect) {
    String door = "io.herald.execution.collect." + dialect + "..";
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(door, "io.herald.server..")
            // the product is put together there by constructor calls
            .and()
            .doNotHaveFullyQualifiedName("io.herald.execution.ExecutionInstance")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(door));
  }

  /** What SOAP is made of is shared; who reads it is not. */
  @Test
  void onlyTheDoorsOfTheClassicDialectSpeakSoap() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "io.herald.platform.soap..",
                "io.herald.execution.collect.soap..",
                "io.herald.control.classic..")
            .and(
                describe(
                    "do not put a product together",
                    type ->
                        !Set.of(
                                "io.herald.execution.ExecutionInstance",
                                "io.herald.control.ClassicApplication")
                            .contains(type.getName())))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.herald.platform.soap.."));
  }

  @Test
  void channelsDoNotKnowEachOtherNorTheStepsBeforeThem() {
    holds(
        slices()
            .matching("io.herald.execution.deliver.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true));
  }

  @Test
  void onlyStoresSpeakSql() {
    holds(
        noClasses()
            .that(
                describe(
                    "are no store", type -> !outermost(type).getSimpleName().endsWith("Store")))
            .and()
            .resideOutsideOfPackages("io.herald.platform.database..")
            .and(describe("are no part of one", type -> !PARTS_OF_A_STORE.contains(type.getName())))
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Statement.class, PreparedStatement.class, ResultSet.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"platform", "message", "execution", "control", "server"})
  void packagesOfAModuleHaveNoCycles(String module) {
    holds(slices().matching("io.herald." + module + ".(**)").should().beFreeOfCycles());
  }

  @Test
  void theClockIsHandedIn() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.herald.message..", "io.herald.execution..", "io.herald.control..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "system", ZoneId.class)
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(System.class, "currentTimeMillis"));
  }

  @Test
  void nothingButTheServerWritesToTheConsole() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.herald.server..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  @Test
  void namesSayWhatAThingIs() {
    holds(
        classes()
            .should()
            .haveNameNotMatching(".*(Impl|Manager|Helper|Util|Utils|Processor|Base)(\\$.*)?"));
  }

  @Test
  void everyPackageIsNullMarkedAndSaysWhatItIsFor() {
    Set<String> bare = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      JavaPackage home = type.getPackage();
      if (!home.isAnnotatedWith(NullMarked.class)) {
        bare.add(home.getName());
      }
    }
    assertThat(bare).as("packages without a @NullMarked package-info").isEmpty();
  }

  /** The classes of a module depend, of all our own, only on those packages. */
  private static ArchRule ofModule(String module, String... mayKnow) {
    return classes()
        .that()
        .resideInAPackage("io.herald." + module + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(mayKnow)
                .or(describe("are not ours", type -> !resideInAPackage("io.herald..").test(type))));
  }

  private static JavaClass outermost(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  private static void holds(ArchRule rule) {
    rule.check(CLASSES);
  }
}

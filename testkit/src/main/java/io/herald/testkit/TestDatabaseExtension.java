package io.herald.testkit;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives each test a {@link TestDatabase} of its own as a parameter and drops it afterwards:
 *
 * <pre>{@code
 * @ExtendWith(TestDatabaseExtension.class)
 * @Migrations("io/herald/execution/queue/migration")
 * class EventStoreTest {
 *   @Test
 *   void acceptedMeansStored(TestDatabase database) { ... }
 * }
 * }</pre>
 *
 * <p>In {@code @BeforeEach} and the test it is the same database; in {@code @BeforeAll} and
 * constructors it is not supported.
 */
public final class TestDatabaseExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(TestDatabaseExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestDatabase.class
        && context.getTestMethod().isPresent();
  }

  @Override
  public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
    String[] migrations =
        parameter
            .findAnnotation(Migrations.class)
            .or(() -> AnnotationSupport.findAnnotation(context.getTestMethod(), Migrations.class))
            .or(() -> onClass(context.getTestClass()))
            .map(Migrations::value)
            .orElse(new String[0]);
    // JUnit closes what the store of a test holds when the test has ended
    return context
        .getStore(OURS)
        .getOrComputeIfAbsent(
            TestDatabase.class, key -> TestDatabase.create(migrations), TestDatabase.class);
  }

  private static Optional<Migrations> onClass(Optional<Class<?>> testClass) {
    Optional<Class<?>> current = testClass;
    while (current.isPresent()) {
      Optional<Migrations> found = AnnotationSupport.findAnnotation(current, Migrations.class);
      if (found.isPresent()) {
        return found;
      }
      current = Optional.ofNullable(current.get().getEnclosingClass());
    }
    return Optional.empty();
  }
}

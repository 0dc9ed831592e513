package io.herald.bench.torture;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves the clock of the JVM it is loaded into while that runs: what {@link Clock#instant} of the
 * system's clocks and {@code Instant.now} say. How long something takes is still measured rightly.
 *
 * <p>libfaketime, the usual way to do so, moves what the JVM measures waits by as well: with it
 * every wait ends at a wrong time, and nothing that is seen then says anything about Herald.
 */
final class ClockAgent {
  /** Where the moved methods look; absent: the clock is right. */
  private static final String OFFSET_SECONDS = "herald.torture.clock";

  private static final long LOOK_EVERY_MILLIS = 100;

  private ClockAgent() {}

  /**
   * Called before {@code main}.
   *
   * @param file holds how many seconds the clock is ahead
   */
  public static void premain(String file, Instrumentation instrumentation)
      throws UnmodifiableClassException {
    instrumentation.addTransformer(new Mover(), true);
    instrumentation.retransformClasses(Clock.class, Clock.systemUTC().getClass());
    Path offset = Path.of(file);
    Thread.ofPlatform().daemon().name("clock").start(() -> follow(offset));
  }

  private static void follow(Path offset) {
    try {
      while (true) {
        System.setProperty(OFFSET_SECONDS, Files.readString(offset).strip());
        // whoever writes the file is another process, and what runs here must see nothing of it
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
    } catch (IOException | InterruptedException e) {
      // the clock stays as it is
    }
  }

  /** Adds the offset to what the two methods return that all clocks of the system ask. */
  private static final class Mover implements ClassFileTransformer {
    private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");
    private static final long MILLIS = 1_000;

    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        String name,
        @Nullable Class<?> before,
        @Nullable ProtectionDomain domain,
        byte[] bytes) {
      return switch (name) {
        case "java/time/Clock" -> transform(bytes, "currentInstant", Mover::moveInstant);
        case "java/time/Clock$SystemClock" -> transform(bytes, "millis", Mover::moveMillis);
        default -> null;
      };
    }

    private static byte[] transform(byte[] bytes, String method, Consumer<CodeBuilder> beforeEnd) {
      ClassFile file = ClassFile.of();
      return file.transformClass(
          file.parse(bytes),
          ClassTransform.transformingMethodBodies(
              candidate -> candidate.methodName().equalsString(method),
              (code, element) -> {
                if (element instanceof ReturnInstruction) {
                  beforeEnd.accept(code);
                }
                code.with(element);
              }));
    }

    private static void moveInstant(CodeBuilder code) {
      offset(code);
      code.invokevirtual(INSTANT, "plusSeconds", MethodTypeDesc.of(INSTANT, ConstantDescs.CD_long));
    }

    private static void moveMillis(CodeBuilder code) {
      offset(code);
      code.ldc(MILLIS).lmul().ladd();
    }

    private static void offset(CodeBuilder code) {
      code.ldc(OFFSET_SECONDS)
          .lconst_0()
          .invokestatic(
              ConstantDescs.CD_Long,
              "getLong",
              MethodTypeDesc.of(
                  ConstantDescs.CD_Long, ConstantDescs.CD_String, ConstantDescs.CD_long))
          .invokevirtual(
              ConstantDescs.CD_Long, "longValue", MethodTypeDesc.of(ConstantDescs.CD_long));
    }
  }
}

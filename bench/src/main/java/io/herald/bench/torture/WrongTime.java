package io.herald.bench.torture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The clock of one process, moved by {@link ClockAgent}. Safe for use by many threads. */
final class WrongTime {
  private final Path agent;
  private final long seconds;
  private final Path offset;

  /**
   * A clock that is right for the time being.
   *
   * @param hours how far it steps
   * @param folder for the agent and the file by which it is moved
   */
  WrongTime(int hours, Path folder) throws IOException {
    seconds = TimeUnit.HOURS.toSeconds(hours);
    agent = folder.resolve("clock.jar");
    offset = folder.resolve("clock");
    pack(agent);
    right();
  }

  /** An option of the JVM that goes by this clock. */
  String option() {
    return "-javaagent:" + agent + "=" + offset;
  }

  /** Ahead, or behind. */
  void step(boolean ahead) throws IOException {
    write(ahead ? seconds : -seconds);
  }

  /** Right again. */
  void right() throws IOException {
    write(0);
  }

  /** The process must never read half of it. */
  private synchronized void write(long ahead) throws IOException {
    Path next = offset.resolveSibling("clock.next");
    Files.writeString(next, Long.toString(ahead));
    Files.move(next, offset, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void pack(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", ClockAgent.class.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file, manifest)) {
      for (String suffix : new String[] {"", "$Mover"}) {
        String name = ClockAgent.class.getName().replace('.', '/') + suffix + ".class";
        entries.putNextEntry(new JarEntry(name));
        try (InputStream bytes = ClockAgent.class.getClassLoader().getResourceAsStream(name)) {
          if (bytes == null) {
            throw new IOException(name + " is not on the class path");
          }
          bytes.transferTo(entries);
        }
        entries.closeEntry();
      }
    }
  }
}

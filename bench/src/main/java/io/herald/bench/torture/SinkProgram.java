package io.herald.bench.torture;

import io.herald.bench.stage.MailSink;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * The mail sink as a program of its own, so that its end is a real one. Ends with its starter: when
 * its standard input does.
 *
 * <p>Its words: the port, the folder of its files, a seed, how long a mail takes at most (ms), and
 * how many of 10,000 are cut off. Each life begins a file of its own.
 */
final class SinkProgram {
  private SinkProgram() {}

  public static void main(String[] words) throws IOException {
    int port = Integer.parseInt(words[0]);
    Path folder = Path.of(words[1]);
    Path file = MailFiles.next(folder);
    SplittableRandom random =
        new SplittableRandom(Long.parseLong(words[2]) + file.getFileName().toString().hashCode());
    try (MailFile mails =
            new MailFile(Files.createFile(file), random.split(), Integer.parseInt(words[4]));
        MailSink sink = new MailSink(mails, port, random, Integer.parseInt(words[3]))) {
      new PrintStream(System.out, true, StandardCharsets.UTF_8).println("READY");
      while (System.in.read() >= 0) {
        // nobody says anything
      }
    }
  }
}

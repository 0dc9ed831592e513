package io.herald.bench.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What arrived at the recipients' end, as the files of the sink tell: the second of the three
 * sources.
 *
 * @param mails in the order in which they were kept
 * @param dropped mails the sink cut off and did not keep
 */
record MailFiles(List<Mail> mails, long dropped) {
  /** What a client was told about a mail that was kept. */
  enum Answered {
    /** 250 was handed to the connection. */
    YES,
    /** The sink cut the connection instead. */
    CUT,
    /** The connection ended before the sink could answer. */
    GONE,
    /** The sink was killed first. */
    KILLED
  }

  /**
   * A mail that was kept.
   *
   * @param event by its Message-ID; 0: it names none
   * @param number in its subject; 0: there is none
   */
  record Mail(long event, long number, Answered answered) {}

  private static final String PREFIX = "mails-";

  /** A name for the file of the next life. */
  static Path next(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return folder.resolve(PREFIX + "%06d".formatted(files.count() + 1));
    }
  }

  /**
   * Reads the files of all lives.
   *
   * @throws IOException when one cannot be read, or holds what no sink writes
   */
  static MailFiles read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    List<Mail> mails = new ArrayList<>();
    long dropped = 0;
    for (Path file : files) {
      dropped += readLife(file, mails);
    }
    return new MailFiles(mails, dropped);
  }

  /** How far the files have grown: a rough number of mails, for people who wait. */
  static long roughly(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes / BYTES_OF_A_MAIL;
  }

  /** Two lines: "kept 1019b2ca3f000001 123456" and "answered 1019b2ca3f000001". */
  private static final int BYTES_OF_A_MAIL = 54;

  private static long readLife(Path file, List<Mail> mails) throws IOException {
    // where in the list the mails are that nothing more was written about
    Map<Long, Integer> waiting = new HashMap<>();
    long dropped = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
      String line = lines.readLine();
      while (line != null) {
        String next = lines.readLine();
        if (next == null && !endsWithALine(file)) {
          // half a line, the last of a killed life: its mail was answered to nobody
          return dropped;
        }
        dropped += read(line, file, mails, waiting);
        line = next;
      }
    }
    return dropped;
  }

  /** Takes in a line; returns how many mails it says were dropped. */
  private static int read(String line, Path file, List<Mail> mails, Map<Long, Integer> waiting)
      throws IOException {
    String[] words = line.split(" ", -1);
    try {
      long event = Long.parseUnsignedLong(words[1], 16);
      switch (words[0]) {
        case "kept" -> {
          waiting.put(event, mails.size());
          mails.add(new Mail(event, Long.parseLong(words[2]), Answered.KILLED));
        }
        case "cut" -> mails.add(new Mail(event, Long.parseLong(words[2]), Answered.CUT));
        case "answered" -> settle(mails, waiting.remove(event), Answered.YES);
        case "unanswered" -> settle(mails, waiting.remove(event), Answered.GONE);
        case "dropped" -> {
          return 1;
        }
        default -> throw notOfASink(file, line, null);
      }
      return 0;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw notOfASink(file, line, e);
    }
  }

  private static IOException notOfASink(Path file, String line, @Nullable RuntimeException cause) {
    return new IOException(file + " holds a line no sink writes: " + line, cause);
  }

  private static boolean endsWithALine(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      bytes.seek(bytes.length() - 1);
      return bytes.read() == '\n';
    }
  }

  private static void settle(List<Mail> mails, @Nullable Integer at, Answered answered) {
    if (at != null) {
      Mail mail = mails.get(at);
      mails.set(at, new Mail(mail.event(), mail.number(), answered));
    }
  }
}

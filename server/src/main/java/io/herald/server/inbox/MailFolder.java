package io.herald.server.inbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails as files, one {@code <id>.eml} each: the envelope as header lines of ours, then the message
 * byte for byte. Files of other names are left alone.
 */
final class MailFolder {
  private static final Logger log = LoggerFactory.getLogger(MailFolder.class);

  private static final Pattern NAME = Pattern.compile("[0-9a-z]{10,14}\\.eml");
  private static final Pattern HALF_WRITTEN = Pattern.compile("[0-9a-z]{10,14}\\.part");

  private static final String SENDER = "Return-Path: ";
  private static final String RECIPIENT = "X-Herald-Recipient: ";

  /** The last line of ours: what follows is the message. */
  private static final String RECEIVED = "X-Herald-Received: ";

  private final Path folder;

  private MailFolder(Path folder) {
    this.folder = folder;
  }

  /** A mail could not be written; nothing of it is kept. */
  static final class CannotKeepException extends Exception {
    private static final long serialVersionUID = 1L;

    CannotKeepException(String message, IOException cause) {
      super(message, cause);
    }
  }

  /**
   * Opens a folder, creating it for this user alone.
   *
   * @throws IOException when it cannot be created or is not a folder
   */
  static MailFolder open(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return new MailFolder(folder);
  }

  /**
   * A mail in the folder.
   *
   * @param bytes how much room its file takes
   */
  record Stored(String id, long bytes) {}

  /**
   * Finds the newest mails, oldest first, without opening them, and removes those beyond the bounds
   * and what a killed process left half written.
   */
  List<Stored> list(int maxMails, long maxTotalBytes) throws IOException {
    Deque<Stored> mails = new ArrayDeque<>();
    long total = 0;
    for (Path file : filesNewestFirst()) {
      String name = file.getFileName().toString();
      if (HALF_WRITTEN.matcher(name).matches()) {
        Files.deleteIfExists(file);
      } else if (NAME.matcher(name).matches()) {
        long bytes = Files.size(file);
        total += bytes;
        if (mails.size() == maxMails || (total > maxTotalBytes && !mails.isEmpty())) {
          Files.deleteIfExists(file);
        } else {
          mails.addFirst(new Stored(name.substring(0, name.length() - ".eml".length()), bytes));
        }
      }
    }
    return List.copyOf(mails);
  }

  /**
   * Writes a mail; it is seen by {@link #list} whole or not at all.
   *
   * @return how much room its file takes, in bytes
   */
  long write(ReceivedMail mail) throws CannotKeepException {
    StringBuilder envelope = new StringBuilder();
    envelope.append(SENDER).append('<').append(mail.sender()).append(">\r\n");
    for (String recipient : mail.recipients()) {
      envelope.append(RECIPIENT).append('<').append(recipient).append(">\r\n");
    }
    envelope.append(RECEIVED).append(mail.received()).append("\r\n");
    ByteArrayOutputStream file = new ByteArrayOutputStream(mail.raw().length + 256);
    file.writeBytes(envelope.toString().getBytes(StandardCharsets.UTF_8));
    file.writeBytes(mail.raw());
    Path part = folder.resolve(mail.id() + ".part");
    try {
      Files.write(
          part, file.toByteArray(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(part, fileOf(mail.id()), StandardCopyOption.ATOMIC_MOVE);
      return file.size();
    } catch (IOException e) {
      log.warn("a mail could not be written to {}: {}", folder, e.toString());
      removeQuietly(part);
      throw new CannotKeepException("cannot write to " + folder, e);
    }
  }

  /**
   * Forgets a mail. A file that cannot be removed is logged: it will be seen again after a restart.
   */
  void remove(String id) {
    removeQuietly(fileOf(id));
  }

  private static void removeQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("{} could not be removed: {}", file, e.toString());
    }
  }

  private Path fileOf(String id) {
    return folder.resolve(id + ".eml");
  }

  private List<Path> filesNewestFirst() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted(Comparator.<Path>naturalOrder().reversed()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Opens a mail. A file without our header lines is taken as a message without an envelope.
   *
   * @throws UncheckedIOException when the file is gone or cannot be read
   */
  ReceivedMail read(String id) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(fileOf(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String sender = "";
    List<String> recipients = new ArrayList<>();
    int from = 0;
    while (true) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      String line = new String(bytes, from, end - from, StandardCharsets.UTF_8).strip();
      from = end + 1;
      if (line.startsWith(SENDER)) {
        sender = inBrackets(line);
      } else if (line.startsWith(RECIPIENT)) {
        recipients.add(inBrackets(line));
      } else if (line.startsWith(RECEIVED) && from <= bytes.length) {
        byte[] raw = Arrays.copyOfRange(bytes, from, bytes.length);
        return new ReceivedMail(id, instant(line), sender, List.copyOf(recipients), raw);
      } else {
        return new ReceivedMail(id, Instant.EPOCH, "", List.of(), bytes);
      }
    }
  }

  private static Instant instant(String line) {
    try {
      return Instant.parse(line.substring(RECEIVED.length()));
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private static String inBrackets(String line) {
    int open = line.indexOf('<');
    int close = line.lastIndexOf('>');
    return open < 0 || close < open ? "" : line.substring(open + 1, close);
  }
}

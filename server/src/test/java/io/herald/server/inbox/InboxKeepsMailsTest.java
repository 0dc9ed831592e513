package io.herald.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxKeepsMailsTest {
  private static final int LARGE = 1 << 20;

  @Test
  void showsItsMailsAgainAfterARestart(@TempDir Path dir) throws Exception {
    Path folder = dir.resolve("inbox");
    byte[] raw = "Subject: stays\r\n\r\n.dot and \u00fc\r\n".getBytes("UTF-8");
    String id;
    try (RunningInbox inbox = RunningInbox.in(folder, 10, LARGE, LARGE)) {
      inbox.send("s\u00fc\u00df@example.com", "anna@example.com", raw);
      id = inbox.json("/api/v1/message/latest").get("ID").stringValue();
    }
    Files.writeString(folder.resolve("0123456789ab.part"), "half");
    Files.writeString(folder.resolve("0123456789ab.eml"), "Subject: laid here\n\nby hand");
    Files.writeString(folder.resolve("notes.txt"), "stay");

    try (RunningInbox inbox = RunningInbox.in(folder, 10, LARGE, LARGE)) {
      assertThat(subjects(inbox)).containsExactly("stays", "laid here");
      assertThat(inbox.json("/api/v1/message/" + id).get("ReturnPath"))
          .hasToString("\"s\u00fc\u00df@example.com\"");
      assertThat(inbox.get("/api/v1/message/" + id + "/raw").body()).isEqualTo(raw);
      inbox.send("Subject: newer\n\nx\n");
      assertThat(subjects(inbox)).containsExactly("newer", "stays", "laid here");
    }
    assertThat(folder.resolve("notes.txt")).exists();
    assertThat(folder.resolve("0123456789ab.part")).doesNotExist();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void makesRoomByCountAndByBytes(@TempDir Path dir) throws Exception {
    try (RunningInbox inbox = RunningInbox.in(dir.resolve("inbox"), 3, 700, LARGE)) {
      for (int i = 1; i <= 5; i++) {
        inbox.send("Subject: " + i + "\n\nx\n");
      }
      assertThat(subjects(inbox)).containsExactly("5", "4", "3");

      inbox.send("Subject: large\n\n" + "x".repeat(600) + "\n");
      assertThat(subjects(inbox)).containsExactly("large");
      try (var files = Files.list(dir.resolve("inbox"))) {
        assertThat(files).hasSize(1);
      }
    }
    try (RunningInbox inbox = RunningInbox.in(dir.resolve("inbox"), 3, 700, LARGE)) {
      assertThat(subjects(inbox)).containsExactly("large");
    }
  }

  @Test
  void refusesForNowWhatItCannotWrite(@TempDir Path dir) throws Exception {
    Path folder = dir.resolve("inbox");
    try (RunningInbox inbox = RunningInbox.in(folder, 10, LARGE, LARGE)) {
      Files.delete(folder);
      assertThat(inbox.send("Subject: lost?\n\nx\n")).startsWith("451 4.3.0");
      assertThat(subjects(inbox)).isEmpty();
    }
  }

  private static List<String> subjects(RunningInbox inbox) throws Exception {
    return StreamSupport.stream(inbox.json("/api/v1/messages").get("messages").spliterator(), false)
        .map(mail -> mail.get("Subject").stringValue())
        .toList();
  }
}

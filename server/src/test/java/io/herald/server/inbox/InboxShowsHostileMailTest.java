package io.herald.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxShowsHostileMailTest {
  private static final String ATTACK = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'";

  @Test
  void nothingOfAMailBecomesMarkupOfAPage() throws Exception {
    try (RunningInbox inbox = RunningInbox.inMemory()) {
      inbox.send(
          """
          From: "%1$s" <shop@example.com>
          To: "%1$s" <anna@example.com>
          Subject: %1$s
          X-Attack: %1$s
          Content-Type: multipart/mixed; boundary=b

          --b
          Content-Type: text/plain

          %1$s
          --b
          Content-Type: application/x-evil
          Content-Disposition: attachment; filename="%2$s"

          x
          --b--
          """
              .formatted(ATTACK.replace("\"", "\\\""), ATTACK.replace("\"", "")));
      String id = inbox.json("/api/v1/message/latest").get("ID").stringValue();

      for (String path :
          new String[] {
            "/",
            "/list",
            "/?query=" + "%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
            "/mail/" + id + "?view=html",
            "/mail/" + id + "?view=text",
            "/mail/" + id + "?view=headers",
            "/mail/" + id + "?view=raw",
            "/mail/" + id + "?view=%3Cscript%3E"
          }) {
        assertThat(inbox.page(path))
            .as(path)
            .doesNotContain("<script>", "<img", "onerror=alert(1)>'\"");
        assertThat(policy(inbox.get(path)))
            .as(path)
            .contains("default-src 'none'", "script-src 'self'")
            .doesNotContain("unsafe-inline");
      }
    }
  }

  @Test
  void theHtmlOfAMailMayRunAndLoadNothing() throws Exception {
    try (RunningInbox inbox = RunningInbox.inMemory()) {
      inbox.send(
          "Subject: x\nContent-Type: text/html\n\n<script>alert(1)</script><p style=color:red>hi\n");
      String id = inbox.json("/api/v1/message/latest").get("ID").stringValue();

      assertThat(inbox.page("/mail/" + id))
          .contains("<iframe", "sandbox=\"allow-popups allow-popups-to-escape-sandbox\"")
          .doesNotContain("<script>alert");
      HttpResponse<byte[]> html = inbox.get("/mail/" + id + "/html");
      assertThat(policy(html))
          .startsWith("sandbox allow-popups")
          .contains("default-src 'none'", "form-action 'none'")
          .doesNotContain("script-src", "allow-scripts", "allow-same-origin");
      assertThat(html.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }
  }

  @Test
  void anAttachmentThatABrowserCouldRunIsOnlyDownloaded() throws Exception {
    try (RunningInbox inbox = RunningInbox.inMemory()) {
      inbox.send(
          """
          Subject: x
          Content-Type: image/svg+xml; name="a\\"\\r\\n.svg"
          Content-Disposition: attachment

          <svg onload=alert(1)>
          """);

      HttpResponse<byte[]> part = inbox.get("/api/v1/message/latest/part/1");

      assertThat(part.statusCode()).isEqualTo(200);
      assertThat(part.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
      assertThat(part.headers().firstValue("Content-Disposition").orElseThrow())
          .startsWith("attachment; filename*=UTF-8''")
          .doesNotContain("\"");
    }
  }

  @Test
  void pagesFromElsewhereCannotReadTheInboxUnderTheirOwnName() throws Exception {
    try (RunningInbox inbox = RunningInbox.inMemory();
        Socket socket =
            new Socket("127.0.0.1", Integer.parseInt(inbox.url().replaceAll(".*:", "")))) {
      socket
          .getOutputStream()
          .write(
              "GET /api/v1/messages HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void deeplyNestedPartsAndEndlessTagsCostLittle() {
    String nested = "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n";
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      deep.append(nested.formatted(i, i));
    }
    String tags = "Content-Type: text/html\r\n\r\n" + "<style <!-- <".repeat(200_000);
    for (String raw : new String[] {deep.toString(), tags}) {
      ReceivedMail mail =
          new ReceivedMail(
              "1", Instant.EPOCH, "", List.of("a@b.c"), raw.getBytes(StandardCharsets.US_ASCII));
      long start = System.nanoTime();
      MailSummary.of(new MailReader(mail).content());
      assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
  }

  private static String policy(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("Content-Security-Policy").orElse("");
  }
}

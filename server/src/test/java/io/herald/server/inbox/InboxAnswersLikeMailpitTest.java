package io.herald.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The paths and names of Mailpit's /api/v1, which test suites already speak. */
class InboxAnswersLikeMailpitTest {
  private static final String ORDER =
      """
      From: =?UTF-8?Q?J=C3=BCrgens_Laden?= <shop@example.com>
      To: Anna =?UTF-8?B?xYHEhWthIPCfkpA=?= <anna@example.com>, bob@example.com
      Cc: carl@example.com
      Reply-To: help@example.com
      Message-ID: <1.2@herald>
      Date: Sat, 31 Jan 2026 10:00:00 +0100
      Subject: =?UTF-8?Q?Bestellung_=E2=82=AC_17?=
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=outer

      --outer
      Content-Type: multipart/alternative; boundary=inner

      --inner
      Content-Type: text/plain; charset=iso-8859-1
      Content-Transfer-Encoding: quoted-printable

      Gr=FC=DFe, Anna
      --inner
      Content-Type: text/html; charset=utf-8
      Content-Transfer-Encoding: base64

      %s
      --inner--
      --outer
      Content-Type: image/png; name=logo.png
      Content-ID: <logo@herald>
      Content-Disposition: inline; filename=logo.png
      Content-Transfer-Encoding: base64

      iVBORw0KGgo=
      --outer
      Content-Type: application/pdf
      Content-Disposition: attachment; filename="bill.pdf"

      %%PDF
      --outer--
      """
          .formatted(
              Base64.getEncoder()
                  .encodeToString(
                      "<p>Grüße <img src=\"cid:logo@herald\"></p>"
                          .getBytes(StandardCharsets.UTF_8)));

  private RunningInbox inbox;

  @BeforeEach
  void start() throws Exception {
    inbox = RunningInbox.inMemory();
  }

  @AfterEach
  void stop() {
    inbox.close();
  }

  @Test
  void listsMailsNewestFirst() throws Exception {
    inbox.send("Subject: first\n\none\n");
    inbox.send(ORDER);

    JsonNode list = inbox.json("/api/v1/messages?start=0&limit=1");

    assertThat(list.get("total").intValue()).isEqualTo(2);
    assertThat(list.get("unread").intValue()).isEqualTo(2);
    assertThat(list.get("count").intValue()).isEqualTo(1);
    assertThat(list.get("messages_count").intValue()).isEqualTo(2);
    assertThat(list.get("start").intValue()).isZero();
    assertThat(list.get("tags").isArray()).isTrue();
    assertThat(list.get("messages")).hasSize(1);
    JsonNode mail = list.get("messages").get(0);
    assertThat(mail.get("ID").stringValue()).isNotEmpty();
    assertThat(mail.get("MessageID").stringValue()).isEqualTo("1.2@herald");
    assertThat(mail.get("Read").booleanValue()).isFalse();
    assertThat(mail.get("From").get("Name").stringValue()).isEqualTo("Jürgens Laden");
    assertThat(mail.get("From").get("Address").stringValue()).isEqualTo("shop@example.com");
    assertThat(mail.get("To").get(0).get("Name").stringValue()).isEqualTo("Anna Łąka 💐");
    assertThat(mail.get("To").get(1).get("Address").stringValue()).isEqualTo("bob@example.com");
    assertThat(mail.get("Cc").get(0).get("Address").stringValue()).isEqualTo("carl@example.com");
    assertThat(mail.get("Bcc")).isEmpty();
    assertThat(mail.get("ReplyTo").get(0).get("Address").stringValue())
        .isEqualTo("help@example.com");
    assertThat(mail.get("Subject").stringValue()).isEqualTo("Bestellung € 17");
    assertThat(mail.get("Created").stringValue()).endsWith("Z");
    assertThat(mail.get("Size").intValue()).isEqualTo(ORDER.replace("\n", "\r\n").length());
    assertThat(mail.get("Attachments").intValue()).isEqualTo(1);
    assertThat(mail.get("Snippet").stringValue()).isEqualTo("Grüße, Anna");
    assertThat(inbox.json("/api/v1/messages?start=1").get("messages").get(0).get("Subject"))
        .hasToString("\"first\"");
  }

  @Test
  void showsOneMailWholeAndMarksItRead() throws Exception {
    inbox.send(ORDER);
    String id = inbox.json("/api/v1/messages").get("messages").get(0).get("ID").stringValue();

    JsonNode mail = inbox.json("/api/v1/message/" + id);

    assertThat(mail.get("ReturnPath").stringValue()).isEqualTo("shop@example.com");
    assertThat(mail.get("Date").stringValue()).isEqualTo("2026-01-31T09:00:00Z");
    assertThat(mail.get("Text").stringValue().strip()).isEqualTo("Grüße, Anna");
    assertThat(mail.get("HTML").stringValue()).contains("<p>Grüße <img");
    assertThat(mail.get("Inline").get(0).get("ContentID").stringValue()).isEqualTo("logo@herald");
    JsonNode bill = mail.get("Attachments").get(0);
    assertThat(bill.get("FileName").stringValue()).isEqualTo("bill.pdf");
    assertThat(bill.get("ContentType").stringValue()).isEqualTo("application/pdf");
    assertThat(inbox.page("/api/v1/message/" + id + "/part/" + bill.get("PartID").stringValue()))
        .isEqualTo("%PDF");
    assertThat(inbox.page("/mail/" + id + "/html"))
        .contains("src=\"/api/v1/message/" + id + "/part/2\"");
    assertThat(inbox.json("/api/v1/message/" + id + "/headers").get("Reply-To").get(0))
        .hasToString("\"help@example.com\"");
    assertThat(inbox.json("/api/v1/messages").get("unread").intValue()).isZero();
    assertThat(inbox.json("/api/v1/info").get("Messages").intValue()).isEqualTo(1);
  }

  @Test
  void envelopeRecipientsWithoutAHeaderAreBlindCopies() throws Exception {
    inbox.send("To: bob@example.com\nSubject: x\n\nx\n");

    assertThat(inbox.json("/api/v1/message/latest").get("Bcc").get(0).get("Address"))
        .hasToString("\"anna@example.com\"");
  }

  @Test
  void searchesByFieldAndByWord() throws Exception {
    inbox.send(ORDER);
    inbox.send("From: x@example.org\nTo: carol@example.com\nSubject: Other\n\nNeedle in hay\n");

    assertThat(found("to:anna@example.com")).isEqualTo(1);
    assertThat(found("subject:%22bestellung%20%E2%82%AC%22")).isEqualTo(1);
    assertThat(found("from:example.org%20needle")).isEqualTo(1);
    assertThat(found("-from:example.org")).isEqualTo(1);
    assertThat(found("nowhere")).isZero();
    assertThat(inbox.get("/api/v1/search").statusCode()).isEqualTo(400);
  }

  @Test
  void deletesNamedMailsOrAll() throws Exception {
    inbox.send("Subject: one\n\n1\n");
    inbox.send("Subject: two\n\n2\n");
    String newest = inbox.json("/api/v1/message/latest").get("ID").stringValue();

    assertThat(inbox.delete("{\"IDs\":[\"" + newest + "\"]}").body()).isEqualTo("ok");
    assertThat(inbox.json("/api/v1/message/latest").get("Subject")).hasToString("\"one\"");
    assertThat(inbox.get("/api/v1/message/" + newest).statusCode()).isEqualTo(404);
    assertThat(inbox.delete("nonsense").statusCode()).isEqualTo(400);
    assertThat(inbox.json("/api/v1/messages").get("total").intValue()).isEqualTo(1);

    assertThat(inbox.delete("").statusCode()).isEqualTo(200);
    assertThat(inbox.json("/api/v1/messages").get("total").intValue()).isZero();
    assertThat(inbox.json("/api/v1/messages").get("unread").intValue()).isZero();
  }

  private int found(String query) throws Exception {
    return inbox.json("/api/v1/search?query=" + query).get("messages_count").intValue();
  }
}

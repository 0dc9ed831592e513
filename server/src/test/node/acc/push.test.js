/** Events go in through the SDK in all of its forms and become mails (client contract A.4, A.8; API-21, API-22). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { failure, freshAddress, mailTo, ORDER } from "../herald.js";
import { asAgent, sdk } from "./clients.js";

let client;

before(async () => {
  client = await asAgent();
});

after(() => client.logoff());

const { DomUtil } = sdk;

function context(reference) {
  return {
    reference,
    client: { firstname: "Anna", lastname: "Keller" },
    articles: {
      article: [
        { $name: "Post horn", $quantity: "2", $price: "$ 84" },
        { $name: "Sealing wax", $quantity: "3", $price: "$ 4" },
      ],
    },
  };
}

/** SimpleJson writes plain properties as attributes: `$name` makes an element. */
function order(email, reference, more = {}) {
  const { reference: number, client: buyer, articles } = context(reference);
  return {
    type: ORDER,
    email,
    wishedChannel: "email",
    ...more,
    ctx: {
      $reference: number,
      client: { $firstname: buyer.firstname, $lastname: buyer.lastname },
      articles,
    },
  };
}

test("an event given as SimpleJson becomes the mail", async () => {
  const email = freshAddress("json");

  const id = await client.NLWS.nmsRtEvent.pushEvent(order(email, "CN23453", { origin: "shop" }));

  // API-21: the instance in the top byte; text, because it is more than 2^53
  assert.equal(typeof id, "string");
  assert.equal(BigInt(id) >> 56n, 1n);
  const mail = await mailTo(email);
  assert.match(mail.Subject, /CN23453/);
  assert.match(mail.Text, /Anna/);
  assert.match(mail.Text, /Post horn/);
  assert.match(mail.Text, /Sealing wax/);
});

test("an event given as XML becomes the mail", async () => {
  const email = freshAddress("xml");
  const document = DomUtil.parse(
    `<rtEvent type="${ORDER}" email="${email}" wishedChannel="0" emailFormat="0" externalId="E-1">` +
      "<ctx><reference>X1</reference><client><firstname>Zoë &amp; Łukasz 😀</firstname></client></ctx></rtEvent>",
  );

  const id = await client.NLWS.xml.nmsRtEvent.pushEvent(document);

  assert.match(id, /^[1-9]\d+$/);
  const mail = await mailTo(email);
  assert.match(mail.Subject, /X1/);
  assert.match(mail.Text, /Zoë & Łukasz 😀/);
});

test("a batch event is taken whatever the SDK calls its element", async () => {
  const unnamed = freshAddress("batch");
  const named = freshAddress("batch");

  await client.NLWS.nmsBatchEvent.pushEvent(order(unnamed, "B1"));
  await client.NLWS.nmsBatchEvent.pushEvent(order(named, "B2", { xtkschema: "nms:batchEvent" }));

  assert.match((await mailTo(unnamed)).Subject, /B1/);
  assert.match((await mailTo(named)).Subject, /B2/);
});

test("many events at once come back with one id each, in their order", async () => {
  const emails = ["one", "two", "three"].map(freshAddress);
  const events = emails.map((email, i) => order(email, `M${i}`));

  const answer = await client.NLWS.nmsRtEvent.pushEvents({ rtEvent: events });

  assert.equal(answer.rtEvent.length, 3);
  assert.deepEqual(
    answer.rtEvent.map((event) => event.email),
    emails,
  );
  assert.equal(new Set(answer.rtEvent.map((event) => event.id)).size, 3);
  for (const [i, email] of emails.entries()) {
    assert.match((await mailTo(email)).Subject, new RegExp(`M${i}`));
  }
});

test("many batch events at once", async () => {
  const email = freshAddress("batches");

  const answer = await client.NLWS.nmsBatchEvent.pushEvents({ batchEvent: [order(email, "MB")] });

  assert.match([answer.batchEvent].flat()[0].id, /^[1-9]\d+$/);
  await mailTo(email);
});

test("one wrong event among many keeps all out, and is named", async () => {
  const good = freshAddress("good");

  const error = await failure(
    client.NLWS.nmsRtEvent.pushEvents({ rtEvent: [order(good, "G"), order("nobody", "B")] }),
  );

  assert.equal(error.errorCode, "SOP-330011");
  assert.match(error.detail, /email/);
});

test("BadgerFish is another form of the same", async () => {
  const badger = await asAgent({ representation: "BadgerFish" });
  const email = freshAddress("badger");

  const id = await badger.NLWS.nmsRtEvent.pushEvent({
    "@type": ORDER,
    "@email": email,
    ctx: { reference: { $: "BF" } },
  });

  assert.match(id, /^[1-9]\d+$/);
  assert.match((await mailTo(email)).Subject, /BF/);
});

test("a time to send lies ahead in either form of a date", async () => {
  for (const scheduled of [new Date(Date.now() - 60_000), "2026-01-31 10:00:00.000Z"]) {
    const email = freshAddress("scheduled");
    await client.NLWS.nmsRtEvent.pushEvent(order(email, "S", { scheduled }));
    await mailTo(email);
  }
});

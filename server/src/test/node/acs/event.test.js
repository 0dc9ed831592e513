/** An event goes in, becomes a mail, and its status is read (client contract B.2, B.4; API-40 to API-43). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CART, endpoint, eventually, freshAddress, mailTo, organization } from "../herald.js";
import { connected } from "./clients.js";

function cart(email, more = {}) {
  return {
    email,
    ...more,
    ctx: { cartAmount: "$ 125", lastProduct: "Leather motorbike jacket", firstName: "Jack" },
  };
}

test("the answer to a push has the shape and the order callers know", async () => {
  const client = await connected();
  const email = freshAddress("cart");
  const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString();

  const answer = await client.sendTransactionalEvent(
    CART,
    cart(email, { scheduled: "2017-12-01 08:00:00.768Z", expiration: inAMonth }),
  );

  assert.equal(answer.ok, true);
  assert.equal(answer.status, 201);
  assert.match(answer.headers["content-type"], /^application\/json/);
  assert.deepEqual(Object.keys(answer.body), [
    "PKey",
    "ctx",
    "email",
    "scheduled",
    "expiration",
    "href",
    "serverUrl",
    "status",
    "type",
  ]);
  assert.match(answer.body.PKey, /^@[A-Za-z0-9_-]+=*$/);
  assert.deepEqual(answer.body.ctx, cart(email).ctx);
  assert.equal(answer.body.email, email);
  assert.equal(answer.body.scheduled, "2017-12-01 08:00:00.768Z");
  assert.equal(answer.body.expiration, inAMonth.replace("T", " "));
  assert.equal(answer.body.href, `mc${organization}/${CART}/${answer.body.PKey}`);
  assert.equal(answer.body.serverUrl, endpoint);
  assert.equal(answer.body.status, "pending");
  assert.equal(answer.body.type, CART);

  const mail = await mailTo(email);
  assert.match(mail.Text, /Jack/);
  assert.match(mail.Text, /Leather motorbike jacket/);
});

test("the status is read by the key, until the event is processed", async () => {
  const client = await connected();
  const sent = await client.sendTransactionalEvent(CART, cart(freshAddress("status")));

  const { body } = await eventually(
    "processed",
    () => client.getTransactionalEvent(CART, sent.body.PKey),
    (answer) => answer.body.status === "processed",
  );

  assert.deepEqual({ ...body, status: "pending" }, sent.body);
});

test("the organization of the messages may be named by itself", async () => {
  const client = await connected();
  const sent = await client.sendTransactionalEventForMacTenantId(
    organization,
    CART,
    cart(freshAddress("tenant")),
  );
  const read = await client.getTransactionalEventForMacTenantId(organization, CART, sent.body.PKey);
  assert.equal(read.status, 200);
  assert.equal(read.body.PKey, sent.body.PKey);
});

test("the relative address of the answer leads to the event, as one encoded segment", async () => {
  const client = await connected();
  const sent = await client.sendTransactionalEvent(CART, cart(freshAddress("href")));
  const read = await client.getDataFromRelativeUrl(sent.body.href);
  assert.equal(read.body.PKey, sent.body.PKey);
});

test("what waits for its time can be read, and is pending", async () => {
  const client = await connected();
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const sent = await client.sendTransactionalEvent(
    CART,
    cart(freshAddress("tomorrow"), { scheduled: tomorrow }),
  );
  const read = await client.getTransactionalEvent(CART, sent.body.PKey);
  assert.equal(read.body.status, "pending");
  assert.equal(read.body.scheduled, tomorrow.replace("T", " "));
});

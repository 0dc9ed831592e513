/** The status of an event is read with queries (client contract A.8, ExecuteQuery; API-29). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, failure, freshAddress, mailTo, ORDER } from "../herald.js";
import { asAgent } from "./clients.js";

/** DM-20. */
const PROCESSED = "2";

let client;
let id;
let email;

before(async () => {
  client = await asAgent();
  email = freshAddress("status");
  id = await client.NLWS.nmsRtEvent.pushEvent({
    type: ORDER,
    email,
    externalId: "O'Neill\\7",
    ctx: { $reference: "Q1" },
  });
  await mailTo(email);
});

after(() => client.logoff());

function query(operation, condition, more = {}) {
  return client.NLWS.xtkQueryDef
    .create({
      schema: "nms:rtEvent",
      operation,
      select: { node: [{ expr: "@id" }, { expr: "@status" }, { expr: "@email" }, { expr: "@created" }] },
      where: { condition: [{ expr: condition }] },
      ...more,
    })
    .executeQuery();
}

/** What callers are taught to ask with: the low 56 bits. */
const key = () => (BigInt(id) & ((1n << 56n) - 1n)).toString();

test("get finds the event by its full id and by its key", async () => {
  for (const value of [id, key()]) {
    const event = await eventually(
      "processed",
      () => query("get", `@id=${value}`),
      (seen) => seen.status === PROCESSED,
    );
    assert.equal(event.email, email);
    assert.ok(!Number.isNaN(Date.parse(event.created)));
  }
});

test("getIfExists gives null for what is not there, get a fault", async () => {
  assert.equal((await query("getIfExists", `@id = ${id}`)).email, email);
  assert.equal(await query("getIfExists", "@id=1"), null);
  const error = await failure(query("get", "@id=1"));
  assert.equal(error.errorCode, "SOP-330011");
});

test("select gives a list, also of one and of none", async () => {
  const one = await query("select", `@email='${email}'`);
  assert.deepEqual(
    one.rtEvent.map((event) => event.email),
    [email],
  );
  const none = await query("select", "@email='nobody@example.com'");
  assert.deepEqual(none.rtEvent ?? [], []);
});

test("count counts", async () => {
  assert.equal((await query("count", `@email = '${email}'`)).count, "1");
  assert.equal((await query("count", "@email='nobody@example.com'")).count, "0");
});

test("conditions are joined by AND, and quotes inside texts are escaped", async () => {
  const events = await query("select", undefined, {
    where: {
      condition: [
        { expr: client.sdk.escapeXtk`@externalId=${"O'Neill\\7"}` },
        { expr: client.sdk.escapeXtk`@email=${email}` },
      ],
    },
  });
  assert.equal(events.rtEvent.length, 1);
  const other = await query("count", undefined, {
    where: { condition: [{ expr: `@email='${email}'` }, { expr: "@type='other'" }] },
  });
  assert.equal(other.count, "0");
});

test("lineCount, startLine and orderBy cut out a page", async () => {
  const emails = [freshAddress("page"), freshAddress("page"), freshAddress("page")];
  const origin = `page-${process.pid}`;
  for (const each of emails) {
    await client.NLWS.nmsRtEvent.pushEvent({ type: ORDER, email: each, origin, ctx: {} });
  }
  const page = (startLine, sortDesc) =>
    query("select", `@origin='${origin}'`, {
      lineCount: "2",
      startLine: String(startLine),
      orderBy: { node: [{ expr: "@id", sortDesc }] },
    }).then((found) => (found.rtEvent ?? []).map((event) => event.email));

  assert.deepEqual(await page(0, "false"), emails.slice(0, 2));
  assert.deepEqual(await page(2, "false"), emails.slice(2));
  assert.deepEqual(await page(0, "true"), [emails[2], emails[1]]);
});

test("batch events are found in their own schema", async () => {
  const batch = await client.NLWS.nmsBatchEvent.pushEvent({
    type: ORDER,
    email: freshAddress("batch-status"),
    ctx: { $reference: "Q2" },
  });
  const found = await query("getIfExists", `@id=${batch}`, { schema: "nms:batchEvent" });
  assert.ok(found);
  assert.equal(await query("getIfExists", `@id=${batch}`), null);
});

test("an expression that is not understood is a fault with its code", async () => {
  const error = await failure(query("select", "@@@ ="));
  assert.match(error.message, /XTK-170036/);
});

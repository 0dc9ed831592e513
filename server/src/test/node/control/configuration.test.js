/** What scripts of the SDK configure at the control instance (API-30, API-31). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ConnectionParameters, fresh, loggedOn } from "../acc/clients.js";
import { consolePassword, consoleUser, controlEndpoint, failure } from "../herald.js";

const TYPE = "sdk_order";
const TEMPLATE = "sdkOrder";

let client;

before(async () => {
  client = await loggedOn(
    ConnectionParameters.ofUserAndPassword(controlEndpoint, consoleUser, consolePassword, fresh),
  );
});

after(() => client.logoff());

async function template() {
  const answer = await fetch(`${controlEndpoint}/v1/templates/${TEMPLATE}`, {
    headers: { Authorization: `Basic ${Buffer.from(`${consoleUser}:${consolePassword}`).toString("base64")}` },
  });
  assert.equal(answer.status, 200);
  return answer.json();
}

test("xtk:session#Write and xtk:persist#WriteCollection bring what a message consists of", async () => {
  await client.NLWS.xtkSession.write({
    xtkschema: "xtk:enumValue",
    name: TYPE,
    label: "Order, from the SDK",
    enum: { _operation: "none", name: "eventType" },
  });
  await client.NLWS.xtkPersist.writeCollection({
    xtkschema: "nms:delivery",
    delivery: [
      {
        _key: "@internalName",
        internalName: TEMPLATE,
        label: "Größe 🛒",
        eventType: TYPE,
        isModel: "1",
        mailParameters: {
          $senderName: "Shop",
          $senderAddress: "shop@example.com",
          $subject: "Hello <%= rtEvent.ctx.name %>",
        },
        content: { html: { $source: "<p>Hello <%= rtEvent.ctx.name %></p>" } },
      },
    ],
  });

  const written = await template();
  assert.equal(written.label, "Größe 🛒");
  assert.equal(written.html, "<p>Hello <%= rtEvent.ctx.name %></p>");
  assert.equal(written.state, "draft");
});

test("nms:delivery#DeployTriggerMessageSingle publishes and answers true", async () => {
  const { id } = await template();
  assert.equal(await client.NLWS.nmsDelivery.deployTriggerMessageSingle(id, false), true);
  assert.equal((await template()).state, "published");
});

test("conditions choose what is taken off and published again", async () => {
  const where = { condition: [{ expr: `@internalName='${TEMPLATE}'` }] };
  await client.NLWS.nmsDelivery.unpublishTriggerMessages(where, false);
  assert.equal((await template()).state, "draft");
  await client.NLWS.nmsDelivery.deployTriggerMessages(where, false);
  assert.equal((await template()).state, "published");
});

test("what cannot be written says why", async () => {
  const error = await failure(
    client.NLWS.xtkSession.write({ xtkschema: "nms:recipient", email: "a@example.com" }),
  );
  assert.match(error.detail, /nms:recipient is not kept here/);
  const inUse = await failure(
    client.NLWS.xtkSession.write({ xtkschema: "nms:delivery", _operation: "delete", internalName: TEMPLATE }),
  );
  assert.match(inUse.detail, /is published; unpublish it first/);
});

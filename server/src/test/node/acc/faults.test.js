/** What is wrong reaches the SDK's caller with its code and its reason (client contract A.7; API-26, API-33). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { agentLogin, endpoint, failure, ORDER } from "../herald.js";
import { asAgent, ConnectionParameters, fresh, loggedOn } from "./clients.js";

let client;

before(async () => {
  client = await asAgent();
});

after(() => client.logoff());

function push(event) {
  return failure(client.NLWS.nmsRtEvent.pushEvent(event));
}

function isClientFault(error, code, detail) {
  assert.equal(error.statusCode, 500);
  assert.equal(error.faultCode, "SOAP-ENV:Client");
  assert.equal(error.errorCode, code);
  assert.match(error.detail, detail);
}

test("a missing type, a missing address and a bad one are named", async () => {
  isClientFault(await push({ email: "a@example.com", ctx: {} }), "SOP-330011", /type/);
  isClientFault(await push({ type: ORDER, ctx: {} }), "SOP-330011", /email/);
  isClientFault(await push({ type: ORDER, email: "nobody", ctx: {} }), "SOP-330011", /email/);
  isClientFault(
    await push({ type: ORDER, email: "a@example.com", scheduled: "soon", ctx: {} }),
    "SOP-330011",
    /scheduled/,
  );
});

test("the caller's data is not repeated", async () => {
  const error = await push({ type: ORDER, email: "hedwig.perkins", ctx: {} });
  assert.match(error.detail, /email/);
  assert.doesNotMatch(JSON.stringify([error.message, error.detail]), /hedwig/);
});

test("wrong credentials in place of a session are refused in the known words", async () => {
  const anonymous = await loggedOn(
    ConnectionParameters.ofSessionToken(endpoint, `${agentLogin}/wrong`, fresh),
  );
  const error = await failure(
    anonymous.NLWS.nmsRtEvent.pushEvent({ type: ORDER, email: "a@example.com", ctx: {} }),
  );
  assert.match(error.message, /Invalid login or password\. Connection denied\./);
});

test("a method the service does not have is a fault that names both", async () => {
  const call = client._prepareSoapCall("nms:rtEvent", "DropEverything", true, false, {});
  const error = await failure(client._makeSoapCall(call));
  assert.equal(error.errorCode, "SOP-330006");
  assert.match(error.message, /'DropEverything'/);
  assert.match(error.message, /'nms:rtEvent'/);
});

test("GetModifiedEntities says what stops the SDK's cache refresher", async () => {
  const call = client._prepareSoapCall("xtk:session", "GetModifiedEntities", true, false, {});
  assert.equal((await failure(client._makeSoapCall(call))).errorCode, "SOP-330006");
});

test("all of this is a CampaignException with its parts filled in", async () => {
  const error = await push({ type: ORDER, ctx: {} });
  assert.equal(error.constructor.name, "CampaignException");
  assert.match(error.message, /^500 - Error \S+ calling method 'nms:rtEvent#PushEvent': /);
});

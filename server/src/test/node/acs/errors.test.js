/** Errors reach the caller of the SDK with their codes and their reasons (client contract B.2; API-44). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CART, failure } from "../herald.js";
import { connected } from "./clients.js";

const CTX = { firstName: "Jack" };

function isError(error, code, status, errorCode, message) {
  assert.equal(error.name, "CampaignStandardSDKError");
  assert.equal(error.code, code);
  const [, head, body] = /(\d{3} - [^(]+) \((\{.*\})\)/s.exec(error.message) ?? assert.fail(error.message);
  assert.ok(head.startsWith(`${status} - `), head);
  const parsed = JSON.parse(body);
  assert.equal(parsed.error_code, errorCode);
  assert.match(parsed.message, message);
}

function pushing(client, type = CART, body = { email: "jack@example.com", ctx: CTX }) {
  return failure(client.sendTransactionalEvent(type, body));
}

test("a token that is not valid: 401013", async () => {
  const client = await connected({ token: "wrong" });
  isError(await pushing(client), "ERROR_SEND_TRANSACTIONAL_EVENT", 401, "401013", /Oauth token is not valid/);
  isError(
    await failure(client.getTransactionalEvent(CART, "@x")),
    "ERROR_GET_TRANSACTIONAL_EVENT",
    401,
    "401013",
    /Oauth token is not valid/,
  );
});

test("an API key that is not the token's: 403", async () => {
  const client = await connected({ key: "wrong" });
  isError(await pushing(client), "ERROR_SEND_TRANSACTIONAL_EVENT", 403, "403000", /X-Api-Key/);
});

test("an organization the client does not belong to: 403023", async () => {
  const client = await connected({ tenant: "acme" });
  isError(await pushing(client), "ERROR_SEND_TRANSACTIONAL_EVENT", 403, "403023", /Profile is not valid/);
});

test("an event nobody published, and a key nobody made: 404", async () => {
  const client = await connected();
  isError(await pushing(client, "EVTnothing"), "ERROR_SEND_TRANSACTIONAL_EVENT", 404, "404000", /published/);
  isError(
    await failure(client.getTransactionalEvent(CART, "@AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")),
    "ERROR_GET_TRANSACTIONAL_EVENT",
    404,
    "404000",
    /no such event/,
  );
});

test("a bad field: 400 with its name, without its value", async () => {
  const client = await connected();
  const cases = [
    [{ ctx: CTX }, /^email: is missing/],
    [{ email: "hedwig.perkins", ctx: CTX }, /^email: has no @/],
    [{ email: "jack@example.com", ctx: { cartAmount: 125 } }, /^ctx\.cartAmount: must be a string/],
    [{ email: "jack@example.com", scheduled: "soon", ctx: CTX }, /^scheduled: /],
    [["jack@example.com"], /must be a JSON object/],
  ];
  for (const [body, message] of cases) {
    const error = await pushing(client, CART, body);
    isError(error, "ERROR_SEND_TRANSACTIONAL_EVENT", 400, "400000", message);
    assert.doesNotMatch(error.message, /hedwig/);
  }
});

test("what is not offered yet says so: 501", async () => {
  const client = await connected();
  const calls = {
    ERROR_GET_ALL_PROFILES: () =>
      client.getAllProfiles({
        filters: ["byText", "byEmail"],
        order: "email",
        descendingSort: true,
        lineCount: 10,
      }),
    ERROR_CREATE_PROFILE: () => client.createProfile({ email: "jack@example.com" }),
    ERROR_GET_PROFILE: () => client.getProfile("@x"),
    ERROR_UPDATE_PROFILE: () => client.updateProfile("@x", { firstName: "Jack" }),
    ERROR_GET_ALL_SERVICES: () => client.getAllServices(),
    ERROR_GET_SERVICE: () => client.getService("@x"),
    ERROR_GET_HISTORY_OF_PROFILE: () => client.getHistoryOfProfile("@x"),
    ERROR_GET_METADATA_FOR_RESOURCE: () => client.getMetadataForResource("profile"),
    ERROR_GET_CUSTOM_RESOURCES: () => client.getCustomResources(),
    ERROR_GET_ALL_BASIC_CUSTOM_RESOURCES: () => client.getAllBasicCustomResources("orders"),
    ERROR_DELETE_CUSTOM_RESOURCE: () => client.deleteCustomResource("orders", "@x"),
    ERROR_GET_ALL_ORG_UNITS: () => client.getAllOrgUnits(),
    ERROR_GET_WORKFLOW: () => client.getWorkflow("WKF1"),
    ERROR_CONTROL_WORKFLOW: () => client.controlWorkflow("WKF1", "start"),
    ERROR_CREATE_GDPR_REQUEST: () => client.createGDPRRequest({ name: "x" }),
    ERROR_GET_GDPR_REQUEST: () => client.getGDPRRequest({ name: "x" }),
  };
  for (const [code, call] of Object.entries(calls)) {
    isError(await failure(call()), code, 501, "501000", /not offered/);
  }
});

/** The three probes, as the SDK reads them (client contract A.9). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { endpoint } from "../herald.js";
import { asAgent, ConnectionParameters, fresh, sdk } from "./clients.js";

test("test() needs no logon and tells build and instance", async () => {
  const client = await sdk.init(ConnectionParameters.ofAnonymousUser(endpoint, fresh));
  const status = await client.test();
  assert.equal(status.status, "OK");
  assert.ok(!Number.isNaN(Date.parse(status.date)));
  assert.ok(status.build);
  assert.ok(status.instance);
});

test("ping() tells that it is well, and when", async () => {
  const client = await asAgent();
  const { status, timestamp } = await client.ping();
  assert.equal(status, "OK");
  assert.ok(Math.abs(Date.parse(timestamp) - Date.now()) < 60_000, timestamp);
});

test("mcPing() tells how many events wait and how many may", async () => {
  const client = await asAgent();
  const { status, timestamp, eventQueueSize, eventQueueMaxSize } = await client.mcPing();
  assert.equal(status, "Ok");
  assert.ok(Math.abs(Date.parse(timestamp) - Date.now()) < 60_000, timestamp);
  assert.match(eventQueueSize, /^\d+$/);
  assert.match(eventQueueMaxSize, /^[1-9]\d*$/);
});

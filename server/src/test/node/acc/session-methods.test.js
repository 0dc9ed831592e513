/** The methods of xtk:session and the schemas the SDK asks for (client contract A.8). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { agentLogin, failure } from "../herald.js";
import { asAgent } from "./clients.js";

let client;

before(async () => {
  client = await asAgent();
});

after(() => client.logoff());

test("GetUserInfo tells who one is", async () => {
  const info = await client.NLWS.xtkSession.getUserInfo();
  assert.equal(info.login, agentLogin);
});

test("TestCnx answers nothing, which is all it is for", async () => {
  await client.NLWS.xtkSession.testCnx();
});

test("GetServerTime is a time close to ours", async () => {
  const time = await client.NLWS.xtkSession.getServerTime();
  assert.ok(Math.abs(time.getTime() - Date.now()) < 60_000, String(time));
});

test("an option nobody set is empty and of type 0", async () => {
  assert.equal(await client.getOption("no_such_option"), null);
  const [value, type] = Object.values(await client.NLWS.xtkSession.getOption("no_such_option"));
  assert.equal(value, "");
  assert.equal(type, 0);
});

test("the schemas of the events are served, with their methods", async () => {
  for (const schema of ["nms:rtEvent", "nms:batchEvent", "xtk:queryDef", "xtk:session"]) {
    const definition = await client.getSchema(schema);
    const [namespace, name] = schema.split(":");
    assert.equal(definition.namespace, namespace);
    assert.equal(definition.name, name);
    assert.ok([definition.methods.method].flat().length > 0);
  }
});

test("a schema we do not serve is said by the SDK not to be there", async () => {
  const error = await failure(client.NLWS.nmsNothing.pushEvent({}));
  assert.equal(error.errorCode, "SDK-000009");
});

/** A SOAP toolkit makes its client from our WSDL and works with it (client contract A.10; API-20). */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import soap from "soap";
import { agentLogin, agentPassword, endpoint, failure, freshAddress, mailTo, ORDER } from "../herald.js";
import { openSession } from "../acc/clients.js";

let headers;

before(async () => {
  const { session, security } = await openSession();
  headers = { Cookie: `__sessiontoken=${session}`, "X-Security-Token": security };
});

function client(schema) {
  return soap.createClientAsync(`${endpoint}/nl/jsp/schemawsdl.jsp?schema=${schema}`, {
    wsdl_headers: headers,
  });
}

function order(email, reference) {
  return (
    `<rtEvent xmlns="" type="${ORDER}" email="${email}"><ctx><reference>${reference}</reference>` +
    "<client><firstname>Anna</firstname></client></ctx></rtEvent>"
  );
}

test("the description has the names the original's has", async () => {
  const description = (await client("nms:rtEvent")).describe();
  const port = description.NmsRtEvent.rtEventMethodsSoap;
  assert.deepEqual(Object.keys(port).sort(), ["PushEvent", "PushEvents"]);
  assert.deepEqual(Object.keys(port.PushEvent.input).filter((name) => /^[a-z]/i.test(name) && name !== "targetNSAlias" && name !== "targetNamespace"), [
    "sessiontoken",
    "domEvent",
  ]);
});

test("an event pushed by the generated method becomes a mail", async () => {
  const events = await client("nms:rtEvent");
  const email = freshAddress("wsdl");

  const [answer] = await events.PushEventAsync({
    sessiontoken: `${agentLogin}/${agentPassword}`,
    domEvent: { $xml: order(email, "W1") },
  });

  assert.match(String(answer.plId.$value ?? answer.plId), /^[1-9]\d+$/);
  assert.match((await mailTo(email)).Subject, /W1/);
});

test("a session is opened and ended by generated methods", async () => {
  const session = await client("xtk:session");
  const [opened] = await session.LogonAsync({
    sessiontoken: "",
    strLogin: agentLogin,
    strPassword: agentPassword,
    elemParameters: "",
  });
  const token = opened.pstrSessionToken.$value ?? opened.pstrSessionToken;
  const security = opened.pstrSecurityToken.$value ?? opened.pstrSecurityToken;
  assert.match(token, /^___/);

  const events = await client("nms:rtEvent");
  events.addHttpHeader("X-Security-Token", security);
  const email = freshAddress("wsdl-session");
  await events.PushEventAsync({ sessiontoken: token, domEvent: { $xml: order(email, "W2") } });
  await mailTo(email);

  session.addHttpHeader("X-Security-Token", security);
  await session.LogoffAsync({ sessiontoken: token });
  const error = await failure(
    events.PushEventAsync({ sessiontoken: token, domEvent: { $xml: order(email, "W3") } }),
  );
  assert.match(String(error.body ?? error.message), /XSV-350008/);
});

test("a fault is a fault for the toolkit, too", async () => {
  const events = await client("nms:rtEvent");
  const error = await failure(
    events.PushEventAsync({
      sessiontoken: `${agentLogin}/${agentPassword}`,
      domEvent: { $xml: "<rtEvent xmlns='' email='a@example.com'><ctx/></rtEvent>" },
    }),
  );
  const fault = error.root?.Envelope?.Body?.Fault ?? assert.fail(error.message);
  assert.match(JSON.stringify(fault), /SOAP-ENV:Client/);
  assert.match(JSON.stringify(fault), /SOP-330011/);
});

/** Every kind of credentials the SDK knows opens the door, or is refused, as client contract A.3 says. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { accessToken, agentLogin, agentPassword, endpoint, failure, freshAddress, ORDER } from "../herald.js";
import { ConnectionParameters, endSession, fresh, loggedOn, openSession, sdk } from "./clients.js";

async function pushes(client) {
  const id = await client.NLWS.nmsRtEvent.pushEvent({
    type: ORDER,
    email: freshAddress("credentials"),
    ctx: { $reference: "R1" },
  });
  assert.match(id, /^[1-9]\d+$/);
}

/** XSV-350008 in the answer is what the SDK turns into its own 401 (A.7). */
async function sessionIsOver(client) {
  const error = await failure(client.NLWS.nmsRtEvent.pushEvent({ type: ORDER, email: "a@example.com", ctx: {} }));
  assert.equal(error.statusCode, 401, error.message);
  assert.equal(error.errorCode, "SDK-000012");
}

test("ofUserAndPassword logs on, tells who one is and where, and ends its session", async () => {
  const client = await sdk.init(
    ConnectionParameters.ofUserAndPassword(endpoint, agentLogin, agentPassword, fresh),
  );
  assert.equal(client.isLogged(), false);
  await client.logon();
  assert.equal(client.isLogged(), true);

  const { serverInfo, userInfo } = client.getSessionInfo();
  assert.equal(userInfo.login, agentLogin);
  assert.match(userInfo.loginId, /^\d+$/);
  assert.ok(serverInfo.buildNumber && serverInfo.majNumber && serverInfo.instanceName);
  assert.ok(client.hasPackage("nms:messageCenter"));
  assert.equal(client.application.operator.login, agentLogin);
  await pushes(client);
  await client.logoff();
  assert.equal(client.isLogged(), false);
});

test("rememberMe is accepted at logon", async () => {
  const client = await loggedOn(
    ConnectionParameters.ofUserAndPassword(endpoint, agentLogin, agentPassword, {
      ...fresh,
      rememberMe: true,
    }),
  );
  await pushes(client);
});

test("a wrong password is refused without saying what is wrong", async () => {
  for (const [login, password] of [
    [agentLogin, "wrong"],
    ["nobody", agentPassword],
  ]) {
    const client = await sdk.init(
      ConnectionParameters.ofUserAndPassword(endpoint, login, password, fresh),
    );
    const error = await failure(client.logon());
    assert.match(error.message, /XSV-350012/);
    assert.match(error.message, /Invalid login or password\. Connection denied\./);
    assert.equal(client.isLogged(), false);
  }
});

test("ofSessionToken takes login/password, as callers of Message Center do", async () => {
  const client = await loggedOn(
    ConnectionParameters.ofSessionToken(endpoint, `${agentLogin}/${agentPassword}`, fresh),
  );
  await pushes(client);
  await client.logoff();
});

test("ofSessionToken takes the token of a session, without its security token", async () => {
  const { session } = await openSession();
  const client = await loggedOn(ConnectionParameters.ofSessionToken(endpoint, session, fresh));
  await pushes(client);
});

test("ofSessionAndSecurityToken takes over a session, and its logoff ends it for everybody", async () => {
  const { session, security } = await openSession();
  const first = await loggedOn(
    ConnectionParameters.ofSessionAndSecurityToken(endpoint, session, security, fresh),
  );
  const second = await loggedOn(
    ConnectionParameters.ofSessionAndSecurityToken(endpoint, session, security, fresh),
  );
  await pushes(first);
  await pushes(second);
  await first.logoff();
  await sessionIsOver(second);
});

test("a session is not opened by the security token of another", async () => {
  const mine = await openSession();
  const other = await openSession();
  const client = await loggedOn(
    ConnectionParameters.ofSessionAndSecurityToken(endpoint, mine.session, other.security, fresh),
  );
  const error = await failure(
    client.NLWS.nmsRtEvent.pushEvent({ type: ORDER, email: "a@example.com", ctx: {} }),
  );
  assert.ok(error.statusCode === 401 || /connection denied/i.test(error.message), error.message);
});

test("ofSecurityToken works with the session in the browser's cookie", async () => {
  const { session, security } = await openSession();
  const client = await loggedOn(
    ConnectionParameters.ofSecurityToken(endpoint, security, {
      ...fresh,
      extraHttpHeaders: { Cookie: `__sessiontoken=${session}` },
    }),
  );
  await pushes(client);
  await client.logoff();
});

test("ofBearerToken exchanges an access token for a session", async () => {
  const client = await loggedOn(ConnectionParameters.ofBearerToken(endpoint, accessToken, fresh));
  assert.ok(client.getSessionInfo().userInfo.login);
  await pushes(client);
  await client.logoff();
});

test("a wrong access token is not exchanged", async () => {
  const client = await sdk.init(ConnectionParameters.ofBearerToken(endpoint, "wrong", fresh));
  const error = await failure(client.logon());
  assert.match(error.message, /XSV-35\d{4}/);
  assert.equal(client.isLogged(), false);
});

test("ofImsBearerToken shows an access token on each call", async () => {
  const client = await loggedOn(ConnectionParameters.ofImsBearerToken(endpoint, accessToken, fresh));
  await pushes(client);
  await client.logoff();
});

test("ofImsBearerToken with sessionInfo asks who one is", async () => {
  const client = await loggedOn(
    ConnectionParameters.ofImsBearerToken(endpoint, accessToken, { ...fresh, sessionInfo: true }),
  );
  const { serverInfo, userInfo } = client.getSessionInfo();
  assert.ok(userInfo.login);
  assert.ok(serverInfo.buildNumber && serverInfo.instanceName);
  assert.ok(client.hasPackage("nms:messageCenter"));
});

test("ofAnonymousUser reaches the open probe and nothing else", async () => {
  const client = await loggedOn(ConnectionParameters.ofAnonymousUser(endpoint, fresh));
  assert.equal((await client.test()).status, "OK");
  const error = await failure(
    client.NLWS.nmsRtEvent.pushEvent({ type: ORDER, email: "a@example.com", ctx: {} }),
  );
  assert.match(error.message, /connection denied/i);
  await client.logoff();
});

test("a session that was ended elsewhere is over", async () => {
  const tokens = await openSession();
  const client = await loggedOn(
    ConnectionParameters.ofSessionAndSecurityToken(endpoint, tokens.session, tokens.security, fresh),
  );
  await pushes(client);
  await endSession(tokens);
  await sessionIsOver(client);
});

/** A session that ended calls the refresh callback once, and the call is repeated (client contract A.7). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { endpoint, freshAddress, mailTo, ORDER } from "../herald.js";
import { ConnectionParameters, endSession, fresh, loggedOn, openSession } from "./clients.js";

test("the SDK gets itself a new session and pushes the event, once", async () => {
  const tokens = await openSession();
  let refreshed = 0;
  const client = await loggedOn(
    ConnectionParameters.ofSessionAndSecurityToken(endpoint, tokens.session, tokens.security, {
      ...fresh,
      refreshClient: async (expired) => {
        refreshed += 1;
        const { session, security } = await openSession();
        const parameters = ConnectionParameters.ofSessionAndSecurityToken(
          endpoint,
          session,
          security,
          fresh,
        );
        expired.reinit(parameters);
        await expired.logon();
        return expired;
      },
    }),
  );
  const before = freshAddress("before");
  await client.NLWS.nmsRtEvent.pushEvent({ type: ORDER, email: before, ctx: { $reference: "R1" } });
  await endSession(tokens);

  const after = freshAddress("after");
  const id = await client.NLWS.nmsRtEvent.pushEvent({
    type: ORDER,
    email: after,
    ctx: { $reference: "R2" },
  });

  assert.match(id, /^[1-9]\d+$/);
  assert.equal(refreshed, 1);
  assert.match((await mailTo(after)).Subject, /R2/);
});

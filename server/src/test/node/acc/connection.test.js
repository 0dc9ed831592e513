/** What the SDK lets its caller switch makes no difference to us (client contract A.1, A.2). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { agentLogin, agentPassword, endpoint, freshAddress, ORDER } from "../herald.js";
import { ConnectionParameters, fresh, loggedOn } from "./clients.js";

const options = {
  "the method is not repeated in the address": { noMethodInURL: true },
  "no charset stands beside the media type": { charset: "" },
  "the SDK does not introduce itself": { noSDKHeaders: true },
  "the program introduces itself": { clientApp: "shop 1.0" },
};

for (const [what, option] of Object.entries(options)) {
  test(what, async () => {
    await pushesAt(endpoint, option);
  });
}

test("the address may end in a slash", async () => {
  await pushesAt(`${endpoint}/`, {});
});

async function pushesAt(address, option) {
  const client = await loggedOn(
    ConnectionParameters.ofUserAndPassword(address, agentLogin, agentPassword, {
      ...fresh,
      ...option,
    }),
  );
  const id = await client.NLWS.nmsRtEvent.pushEvent({
    type: ORDER,
    email: freshAddress("connection"),
    ctx: { $reference: "R" },
  });
  assert.match(id, /^[1-9]\d+$/);
  await client.logoff();
}

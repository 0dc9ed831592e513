/** All clients of a process are pointed at us before the first is made (client contract B.1, second way). */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import acs from "@adobe/aio-lib-campaign-standard";
import { accessToken, apiKey, CART, endpoint, freshAddress, mailTo, organization } from "../herald.js";

const require = createRequire(import.meta.url);

test("the address in the package's own description of the API counts for every client", async () => {
  require("@adobe/aio-lib-campaign-standard/spec/api.json").servers[0].url =
    `${endpoint}/{ORGANIZATION}/campaign`;

  for (const name of ["first", "second"]) {
    const email = freshAddress(name);
    const client = await acs.init(organization, apiKey, accessToken);
    const answer = await client.sendTransactionalEvent(CART, {
      email,
      ctx: { firstName: "Jack", lastProduct: "Leather motorbike jacket" },
    });
    assert.equal(answer.status, 201);
    await mailTo(email);
  }
});

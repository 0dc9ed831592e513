/** The snippets of the guide are these files, and they work. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { accessToken, agentLogin, agentPassword, apiKey, endpoint, freshAddress, mailTo, organization } from "../herald.js";
import { confirmOrder } from "./acc-push.js";
import { remindOfCart } from "./acs-push.js";

test("the guide shows what is run here", () => {
  const guide = readFileSync(process.env.HERALD_GUIDE, "utf8");
  for (const file of ["acc-push.js", "acs-push.js"]) {
    const code = readFileSync(new URL(file, import.meta.url), "utf8");
    assert.ok(guide.includes("```js\n" + code + "```"), `${file} differs from the guide's snippet`);
  }
});

test("an order is confirmed with the SDK of Campaign Classic", async () => {
  const email = freshAddress("guide");
  const { id, status } = await confirmOrder({
    endpoint,
    login: agentLogin,
    password: agentPassword,
    email,
  });
  assert.match(id, /^[1-9]\d+$/);
  assert.match(status, /^\d+$/);
  assert.match((await mailTo(email)).Subject, /CN23453/);
});

test("a cart is remembered with the SDK of Campaign Standard", async () => {
  const email = freshAddress("guide");
  const { key, status } = await remindOfCart({ host: endpoint, organization, apiKey, accessToken, email });
  assert.match(key, /^@/);
  assert.match(status, /^(pending|processing|processed)$/);
  assert.match((await mailTo(email)).Text, /Jack/);
});

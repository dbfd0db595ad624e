import { describe, expect, it } from "vitest";
import type { HttpEvent } from "../../../lambdas/dashboard/http/request.ts";
import { newToken, send } from "./dashboard.ts";
import { newConfiguration, rowsOf } from "./people.ts";
import { restEvent, type TestRequest, urlEvent } from "./requests.ts";
import { pathOf } from "./route-paths.ts";
import { asJane, findNoSecretInOutput, remembered } from "./secret-output.ts";

const { routes } = await import("../../../lambdas/dashboard/routes/route-table.ts");

const path = "/api/v2/configurations";

/** Every route that takes a body, with a token that opens it. */
const withBody = routes.filter(({ body }) => body !== undefined);

describe.each(withBody.map(({ method, path: pattern }) => [method, pattern] as const))(
  "a body of %s %s",
  (method, pattern) => {
    async function answerTo(body: unknown, event = urlEvent) {
      return send({ method, path: pathOf(pattern), token: await asJane(), body }, event);
    }

    it("that is above 64 KB is refused, also where base64 hides it", async () => {
      const large = JSON.stringify({ padding: "x".repeat(65_536) });
      const hidden = (request: TestRequest): HttpEvent => {
        const event = restEvent(request);
        return { ...event, body: Buffer.from(large).toString("base64"), isBase64Encoded: true };
      };
      const token = await asJane();

      const answers = [
        await send({ method, path: pathOf(pattern), token, body: large }),
        await send({ method, path: pathOf(pattern), token }, hidden),
      ];

      expect(answers.map(({ status }) => status)).toEqual([413, 413]);
    });

    it("that is nested deeply is refused", async () => {
      const answer = await answerTo(`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`);

      expect(answer).toMatchObject({
        status: 422,
        body: { details: [{ expected: expect.stringMatching("within each other") }] },
      });
    });

    it.each(["[]", '["a"]', "null", "1", '"text"', "true", "{", "\u0000", "{}{}"])(
      "that is %j is refused",
      async (body) => {
        const answer = await answerTo(body);

        expect(answer.status).toBe(422);
      },
    );

    it.each([
      '{"__proto__":{"polluted":true}}',
      '{"constructor":{"prototype":{"polluted":true}}}',
      '{"prototype":{"polluted":true}}',
      '{"toString":"x","hasOwnProperty":1}',
    ])("%s changes nothing and is refused", async (body) => {
      const answer = await answerTo(body);

      expect(answer.status).toBe(422);
      expect(({} as Readonly<Record<string, unknown>>).polluted).toBeUndefined();
    });
  },
);

describe("queries and paths", () => {
  /** A query as the front doors parse it: `__proto__` is a name like any other. */
  const query = (text: string) => JSON.parse(text);

  it.each(['{"__proto__":"x"}', '{"constructor":"x"}', '{"__proto__.polluted":"x"}', '{"hours":"1","toString":"x"}'])(
    "the parameters %s change nothing and are refused",
    async (text) => {
      const token = remembered(await newToken());

      const answer = await send({ path: "/api/v2/metrics", token, query: query(text) });

      expect(answer.status).toBe(422);
      expect(({} as Readonly<Record<string, unknown>>).polluted).toBeUndefined();
    },
  );

  it("a parameter that is given twice is no parameter that is given once", async () => {
    const token = await asJane();
    const id = await newConfiguration(token);
    const twice = (request: TestRequest): HttpEvent => ({
      ...restEvent(request),
      multiValueQueryStringParameters: { config_id: [id, id] },
    });

    const answers = [
      await send({ path: "/api/v2/alerts", token }, twice),
      await send({ path: "/api/v2/alerts", token, query: { config_id: `${id},${id}` } }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
  });

  it.each([
    "%00",
    "x%00y",
    "%0d%0aSet-Cookie:%20a=b",
    "%E2%80%AE",
    "%EF%BC%A1",
    "e%CC%81",
    "%F0%9F%92%A9",
    "%ED%A0%80",
    "..%2f..%2fPROFILE",
    "%2e%2e",
    "%23",
    "CONFIG%23",
    "__proto__",
    "constructor",
    "x".repeat(64),
    "x".repeat(2_000),
    "PROFILE",
  ])("the id %s finds nothing", async (id) => {
    const token = await asJane();
    const statuses = [];

    for (const of of [path, "/api/v2/alerts"])
      for (const method of ["GET", "PATCH", "DELETE"])
        statuses.push((await send({ method, path: `${of}/${id}`, token, body: {} })).status);

    expect(statuses.filter((status) => status !== 404 && status !== 422)).toEqual([]);
    expect(rowsOf("PROFILE")).toHaveLength(1);
  });

  it.each(["\u0000", "a\u0000b", "a\nb", "\u001b[31m", "\ud800", "\udc00\ud800"])(
    "the name %j is refused",
    async (name) => {
      const token = remembered(await newToken());

      const answer = await send({ method: "POST", path, token, body: { name, tickers: ["AAPL"] } });

      expect(answer).toMatchObject({ status: 422, body: { details: [{ field: "name" }] } });
    },
  );

  it.each(["é", "日本", "💩", "O'Brien", "<script>alert(1)</script>", "\x24{jndi:ldap://x}"])(
    "the name %j comes back as it was",
    async (name) => {
      const token = remembered(await newToken());

      const answer = await send({ method: "POST", path, token, body: { name, tickers: ["AAPL"] } });

      expect(answer).toMatchObject({ status: 201, body: { name }, headers: { "x-content-type-options": "nosniff" } });
    },
  );
});

findNoSecretInOutput({ chunks: 300, secrets: 200 });

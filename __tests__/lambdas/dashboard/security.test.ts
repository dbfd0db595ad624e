import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dashboard as contract } from "../../../lambdas/dashboard/contract.ts";
import type { HttpEvent } from "../../../lambdas/dashboard/http/request.ts";
import { lambdaContext } from "../../helpers/lambda-environment.ts";
import { newToken, now, send, signingKey, tables } from "./dashboard.ts";
import { linkFor, newAlert, newConfiguration, requestedMails, rowsOf, signedIn, verify } from "./people.ts";
import { restEvent, type TestRequest, urlEvent } from "./requests.ts";
import { claimsOf, hmac, rsa, tokenOf } from "./security-tokens.ts";

const { handler } = await import("../../../lambdas/dashboard/handler.ts");
const { routes } = await import("../../../lambdas/dashboard/routes/route-table.ts");

const path = "/api/v2/configurations";
const seconds = now.getTime() / 1000;
const hs256 = { alg: "HS256" };

/** Everything that the function wrote in all tests of this file. */
const written: string[] = [];
/** What must never be among it: tokens of sessions and links. */
const secretTexts = new Set<string>([signingKey]);
const address = "private.person@example.com";

beforeEach(() => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});

afterEach(() => {
  const streams = [process.stdout, process.stderr];
  written.push(...streams.flatMap(({ write }) => vi.mocked(write).mock.calls.map(([chunk]) => String(chunk))));
  for (const { token } of requestedMails()) secretTexts.add(token);
  vi.mocked(process.stderr.write).mockRestore();
});

function remembered(token: string): string {
  secretTexts.add(token);
  return token;
}

async function asJane(): Promise<string> {
  return remembered(await signedIn(address));
}

describe("tokens", () => {
  async function person() {
    const token = remembered(await newToken());
    return { token, claims: claimsOf(token) };
  }

  it("are taken as long as nothing about them is wrong", async () => {
    const { claims } = await person();

    const answer = await send({ path, token: tokenOf(hs256, claims, hmac(signingKey)) });

    expect(answer.status).toBe(200);
  });

  const without = (claims: object, name: string) =>
    Object.fromEntries(Object.entries(claims).filter(([each]) => each !== name));

  it.each<[string, (claims: Readonly<Record<string, unknown>>, token: string) => string]>([
    ["with a forged signature", (_, token) => `${token.slice(0, -4)}${token.endsWith("AAAA") ? "BBBB" : "AAAA"}`],
    [
      "with the signature of other claims",
      (claims, token) => tokenOf(hs256, { ...claims, sub: "somebody" }, () => token.split(".")[2] ?? ""),
    ],
    ["of another key", (claims) => tokenOf(hs256, claims, hmac(`${signingKey}.`))],
    ["of an empty key", (claims) => tokenOf(hs256, claims, hmac(""))],
    ["alg none without signature", (claims) => tokenOf({ alg: "none" }, claims, () => "")],
    ["alg none with a signature", (claims) => tokenOf({ alg: "none" }, claims, hmac(signingKey))],
    ["alg NONE", (claims) => tokenOf({ alg: "NONE" }, claims, () => "e30")],
    ["without alg", (claims) => tokenOf({}, claims, hmac(signingKey))],
    ["alg RS256 with the key as public key", (claims) => tokenOf({ alg: "RS256" }, claims, hmac(signingKey))],
    ["alg RS256 with a key of the caller", (claims) => tokenOf({ alg: "RS256" }, claims, rsa())],
    ["alg HS512 with the right key", (claims) => tokenOf({ alg: "HS512" }, claims, hmac(signingKey, 512))],
    [
      "with a key that they bring along",
      (claims) => tokenOf({ ...hs256, jwk: { kty: "oct", k: "eA" } }, claims, hmac("x")),
    ],
    ["with an unknown critical header", (claims) => tokenOf({ ...hs256, crit: ["x"], x: 1 }, claims, hmac(signingKey))],
    ["that expired", (claims) => tokenOf(hs256, { ...claims, exp: seconds - 61 }, hmac(signingKey))],
    ["that are not valid yet", (claims) => tokenOf(hs256, { ...claims, nbf: seconds + 61 }, hmac(signingKey))],
    ["of another environment", (claims) => tokenOf(hs256, { ...claims, aud: "prod" }, hmac(signingKey))],
    ["of another issuer", (claims) => tokenOf(hs256, { ...claims, iss: "somebody" }, hmac(signingKey))],
    ["of an unknown role", (claims) => tokenOf(hs256, { ...claims, roles: ["operator"] }, hmac(signingKey))],
    [
      "with a text for a list of roles",
      (claims) => tokenOf(hs256, { ...claims, roles: "anonymous" }, hmac(signingKey)),
    ],
    ...["sub", "jti", "iat", "nbf", "exp", "roles", "iss", "aud"].map((claim): [string, (claims: object) => string] => [
      `without ${claim}`,
      (claims) => tokenOf(hs256, without(claims, claim), hmac(signingKey)),
    ]),
  ])("%s are refused without a look at the table", async (_, make) => {
    const { token, claims } = await person();
    const before = tables.mock.commandCalls(GetCommand).length;

    const answer = await send({ path, token: make(claims, token) });

    expect(answer).toMatchObject({ status: 401, body: { code: "UNAUTHORIZED" } });
    expect(tables.mock.commandCalls(GetCommand)).toHaveLength(before);
  });

  it("of the right key, which name the session of somebody else, are refused", async () => {
    const [one, other] = [await person(), await person()];

    const answer = await send({
      path,
      token: tokenOf(hs256, { ...one.claims, jti: other.claims.jti }, hmac(signingKey)),
    });

    expect(answer.status).toBe(401);
  });

  it("do not make of an anonymous person one with an address", async () => {
    const { claims } = await person();
    const token = tokenOf(hs256, { ...claims, roles: ["email"] }, hmac(signingKey));

    const answer = await send({ path: "/api/v2/alerts", token });

    expect(answer.status).toBe(403);
  });

  it("of an ended session are worth nothing, also those that were given before a refresh", async () => {
    const { token } = await person();
    const { body } = await send({ method: "POST", path: "/api/v2/auth/session/refresh", token });
    remembered(body.token);
    await send({ method: "POST", path: "/api/v2/auth/signout", token: body.token });

    const answers = [await send({ path, token }), await send({ path, token: body.token })];

    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  });

  it.each<[string, (token: string) => string]>([
    ["another scheme", (token) => `Basic ${token}`],
    ["no scheme", (token) => token],
    ["two tokens", (token) => `Bearer ${token}, Bearer ${token}`],
    ["something behind it", (token) => `Bearer ${token}\r\nx-admin: true`],
    ["something before it", (token) => `x Bearer ${token}`],
    ["too much of everything", (token) => `Bearer ${"x".repeat(60_000)}.${token}`],
    ["the id of a person", () => "Bearer 00000000-0000-4000-8000-000000000000"],
  ])("with %s are refused", async (_, header) => {
    const { token } = await person();

    const answer = await send({ path, headers: { authorization: header(token) } });

    expect(answer.status).toBe(401);
  });

  it("are never taken from a query or a body", async () => {
    const { token } = await person();
    const query = { token, access_token: token, authorization: `Bearer ${token}`, user_token: token };

    const answers = [
      await send({ path, query }),
      await send({ method: "POST", path, body: { ...query, name: "x", tickers: ["A"] } }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  });

  it("D22: the id of a person in a header or a token is nobody's proof", async () => {
    const { claims } = await person();

    const answer = await send({ path, headers: { "x-user-id": String(claims.sub), "x-auth-type": "email" } });

    expect(answer.status).toBe(401);
  });
});

describe("another person's rows", () => {
  it("are neither read, changed nor deleted, and cannot be told from none", async () => {
    const owner = await asJane();
    const config_id = await newConfiguration(owner);
    const { body: alert } = await newAlert(owner, config_id);
    const stranger = remembered(await signedIn("stranger@example.com"));
    const before = JSON.stringify([rowsOf("CONFIG#"), rowsOf("ALERT#")]);
    const ask = (method: string, of: string, id: string) =>
      send({ method, path: `${of}/${id}`, token: stranger, body: {} });

    const pairs = await Promise.all(
      ["GET", "PATCH", "DELETE"].flatMap((method) =>
        [
          [path, config_id],
          ["/api/v2/alerts", alert.alert_id],
        ].map(async ([of, id]) => [
          await ask(method, String(of), id),
          await ask(method, String(of), "00000000-0000-4000-8000-000000000000"),
        ]),
      ),
    );

    for (const [foreign, missing] of pairs) {
      expect(foreign).toEqual(missing);
      expect(foreign?.status).toBe(404);
    }
    expect(JSON.stringify([rowsOf("CONFIG#"), rowsOf("ALERT#")])).toBe(before);
  });
});

/** Every route that takes a body, with a token that opens it. */
const withBody = routes.filter(({ body }) => body !== undefined);

function pathOf(pattern: string): string {
  return pattern.replaceAll(/\{ticker\}/g, "AAPL").replaceAll(/\{\w+\}/g, "00000000-0000-4000-8000-000000000000");
}

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

      expect(answer.status).toBe(422);
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

describe("headers and log lines", () => {
  const injected = 'injected\r\nset-cookie: a=b\r\n\r\n{"level":"ERROR"}';

  it("hold nothing of what a caller sends", async () => {
    const headers = {
      "user-agent": injected,
      "x-request-id": injected,
      "x-amzn-trace-id": injected,
      origin: injected,
      referer: injected,
      "x-forwarded-for": injected,
    };
    const requests: readonly TestRequest[] = [
      { path: "/health", headers },
      { path: `/${injected}`, headers },
      { path: `/api/v2/timeseries/${encodeURIComponent(injected)}`, headers, query: { resolution: injected } },
      { method: injected, path: "/health", headers },
      { method: "POST", path: "/api/v2/auth/magic-link", headers, body: { email: injected } },
      { path, headers: { ...headers, authorization: injected } },
    ];

    const answers = await Promise.all(requests.map((request) => send(request)));

    const lines = vi.mocked(process.stdout.write).mock.calls.map(([chunk]) => String(chunk));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join("")).not.toContain("injected");
    for (const line of lines.join("").split("\n").filter(Boolean)) expect(() => JSON.parse(line)).not.toThrow();
    for (const answer of answers) expect(JSON.stringify(answer.headers)).not.toMatch(/injected|\\r|\\n/);
  });

  it("tell of an error its class alone", async () => {
    tables.mock.on(PutCommand).rejects(new Error(`no row for ${address}`));

    const answer = await send({ method: "POST", path: "/api/v2/auth/magic-link", body: { email: address } });

    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer)).not.toContain(address);
  });
});

describe("cookies", () => {
  it.each(routes.map(({ method, path: pattern, access }) => [method, pattern, access] as const))(
    "%s %s neither reads nor sets any",
    async (method, pattern, access) => {
      const token = await asJane();
      const cookies = [`token=${token}`, `session=${token}`, `authorization=Bearer ${token}`, `csrf_token=${token}`];
      const request = { method, path: pathOf(pattern), headers: { cookie: cookies.join("; ") } };

      const results = await Promise.all([
        handler({ ...urlEvent(request), cookies }, lambdaContext(contract)),
        handler(restEvent(request), lambdaContext(contract)),
      ]);

      for (const result of results) {
        expect(access !== "public").toBe(result.statusCode === 401);
        expect(Object.keys(result).sort()).toEqual(["body", "headers", "statusCode"]);
        expect(Object.keys(result.headers ?? {}).map((name) => name.toLowerCase())).not.toContain("set-cookie");
      }
    },
  );
});

it("a whole walk from an anonymous session to an alert stands in no log line with a token or an address", async () => {
  const anonymous = remembered(await newToken());
  await newConfiguration(anonymous);
  const link = await linkFor(address, anonymous);
  const { body } = await verify(link);
  remembered(body.token);
  const [{ config_id } = {}] = rowsOf("CONFIG#");
  await newAlert(body.token, String(config_id));

  const answer = await send({ path: "/api/v2/auth/session", token: body.token });

  expect(answer.body).toMatchObject({ auth_type: "email", email_masked: "p***@example.com" });
});

it("no secret, token or address stands in any line that the tests before wrote", () => {
  const text = written.join("");

  expect(written.length).toBeGreaterThan(200);
  expect(secretTexts.size).toBeGreaterThan(50);
  for (const secret of [...secretTexts, address, "stranger@example.com"]) expect(text).not.toContain(secret);
});

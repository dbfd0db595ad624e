import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { newToken, now, send, signingKey, tables } from "./dashboard.ts";
import { findNoSecretInOutput, remembered } from "./secret-output.ts";
import { claimsOf, hmac, rsa, tokenOf } from "./security-tokens.ts";

const path = "/api/v2/configurations";
const seconds = now.getTime() / 1000;
const hs256 = { alg: "HS256" };

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

findNoSecretInOutput({ chunks: 100, secrets: 40 });

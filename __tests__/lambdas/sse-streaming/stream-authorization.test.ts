import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { GetCommand, type GetCommandInput, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it, vi } from "vitest";
import { captureStdout } from "../../helpers/stdout.ts";
import {
  configurationPath,
  elapse,
  open,
  openConfiguration,
  person,
  secrets,
  snapshotOnly,
  start,
  storeConfiguration,
  tables,
  token,
} from "./streaming-function.ts";

/** What a request for the stream of the configuration is answered with. */
async function ask(headers: Readonly<Record<string, string>>, path = configurationPath(), query = "") {
  const { response, outcome } = open({ path, headers, query, remaining: snapshotOnly });
  const error = await outcome;
  return { ...response.head, text: response.text, error };
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token that says what the real one says, and is not signed. */
async function unsigned(): Promise<string> {
  const [, payload] = (await token()).split(".");
  return `${encoded({ alg: "none", typ: "JWT" })}.${payload}.`;
}

/** The real signature under the claims of somebody else. */
async function withOtherClaims(): Promise<string> {
  const [header, payload = "", signature] = (await token()).split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  return `${header}.${encoded({ ...claims, sub: "somebody-else" })}.${signature}`;
}

const hourAgo = start / 1000 - 3_600;

describe("D22: the stream of a configuration", () => {
  it.each<[string, () => Promise<Readonly<Record<string, string>>>]>([
    ["no token", async () => ({})],
    ["the id of the person as a token", async () => ({ authorization: `Bearer ${person.userId}` })],
    ["the id of the person in a header", async () => ({ "x-user-id": person.userId, "x-auth-type": "anonymous" })],
    ["another scheme", async () => ({ authorization: `Basic ${await token()}` })],
    ["two tokens", async () => ({ authorization: `Bearer ${await token()}, Bearer ${await token()}` })],
    ["a token of another key", async () => ({ authorization: `Bearer ${await token({ key: "k".repeat(32) })}` })],
    ["a token without a signature (alg none)", async () => ({ authorization: `Bearer ${await unsigned()}` })],
    ["a signature under other claims", async () => ({ authorization: `Bearer ${await withOtherClaims()}` })],
    ["an expired token", async () => ({ authorization: `Bearer ${await token({ expiresAt: hourAgo })}` })],
    ["a line break after the token", async () => ({ authorization: `Bearer ${await token()}\r\nx: y` })],
  ])("is refused with 401, without a look at the tables, where there is %s", async (_, headers) => {
    storeConfiguration();

    const answer = await ask(await headers());

    expect(answer).toMatchObject({ statusCode: 401, headers: { "WWW-Authenticate": "Bearer" } });
    expect(JSON.parse(answer.text)).toMatchObject({ code: "UNAUTHORIZED", trace_id: expect.any(String) });
    expect(tables.calls()).toEqual([]);
  });

  it("takes no token from the address", async () => {
    storeConfiguration();
    const text = await token();

    const answer = await ask({}, configurationPath(), `user_token=${text}&token=${text}&access_token=${text}`);

    expect(answer.statusCode).toBe(401);
  });

  it.each([
    ["does not exist", {}],
    ["has ended", { user_id: person.userId, auth_type: "anonymous", ttl_timestamp: start / 1000 }],
    ["is somebody else's", { user_id: "somebody-else", auth_type: "anonymous", ttl_timestamp: start / 1000 + 60 }],
  ])("is refused with 401 where the token is good and its session %s", async (_, row) => {
    storeConfiguration();
    tables.on(GetCommand, { Key: { PK: `SESSION#${person.sessionId}`, SK: "SESSION" } }).resolves({ Item: row });

    const answer = await ask({ authorization: `Bearer ${await token()}` });

    expect(answer.statusCode).toBe(401);
    expect(tables.commandCalls(QueryCommand)).toEqual([]);
  });

  it("is refused with one and the same 404, whether it is unknown, ended, malformed or somebody else's", async () => {
    storeConfiguration();
    const others = "6e1d3c5b-1f2a-4b7c-9d8e-4a3b2c1d0e9f";
    tables
      .on(GetCommand, { Key: { PK: "USER#somebody-else", SK: `CONFIG#${others}` } })
      .resolves({ Item: { status: "active", tickers: [{ symbol: "TSLA" }] } });
    const headers = { authorization: `Bearer ${await token()}` };
    const theirs = await ask(headers, configurationPath(others));
    const unknown = await ask(headers, configurationPath("unknown"));
    const malformed = await ask(headers, configurationPath("..%2Fsomebody-else%23CONFIG"));
    storeConfiguration({ status: "inactive" });
    const inactive = await ask(headers);
    storeConfiguration({ ttl_timestamp: start / 1000 });

    const expired = await ask(headers);

    expect(theirs.statusCode).toBe(404);
    expect(JSON.parse(theirs.text)).toMatchObject({ code: "NOT_FOUND", message: "There is no such configuration." });
    for (const answer of [unknown, malformed, inactive, expired]) expect(answer).toEqual(theirs);
    expect(tables.commandCalls(QueryCommand)).toEqual([]);
  });

  it("is not looked up under an id that no configuration can have", async () => {
    storeConfiguration();

    await ask({ authorization: `Bearer ${await token()}` }, configurationPath("x%23CONFIG"));

    const keys = tables.commandCalls(GetCommand).map(({ args }) => args[0].input.Key?.PK);
    expect(keys).toEqual([`SESSION#${person.sessionId}`]);
  });

  it("is looked up in the partition of the token's person alone, and consistently", async () => {
    storeConfiguration();

    await ask({ authorization: `Bearer ${await token()}`, "x-user-id": "somebody-else" });

    const reads = tables.commandCalls(GetCommand).map(({ args }) => args[0].input as GetCommandInput);
    expect(reads.map(({ Key }) => Key)).toEqual([
      { PK: `SESSION#${person.sessionId}`, SK: "SESSION" },
      { PK: `USER#${person.userId}`, SK: `CONFIG#${person.configurationId}` },
    ]);
    expect(reads.every(({ TableName, ConsistentRead }) => TableName === "test-sentiment-users" && ConsistentRead)).toBe(
      true,
    );
  });

  it("a request for other tickers is refused: the configuration says which", async () => {
    storeConfiguration();

    const answer = await ask({ authorization: `Bearer ${await token()}` }, configurationPath(), "tickers=TSLA");

    expect(answer.statusCode).toBe(422);
    expect(tables.commandCalls(QueryCommand)).toEqual([]);
  });

  it("writes neither token nor person nor configuration into a log line or a metric", async () => {
    storeConfiguration();
    const stdout = captureStdout();
    const errors = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const stream = await openConfiguration({ query: "resolutions=1h,2h", remaining: 40_000 });
    await elapse(31_000);
    tables.on(GetCommand).rejects(Object.assign(new Error(person.userId), { name: "ThrottlingException" }));
    await ask({ authorization: `Bearer ${await token()}` });
    await elapse(10_000);
    await stream.outcome;

    const text = [...stdout.lines(), ...errors.mock.calls.flat().map(String)].join("\n");

    stdout.restore();
    errors.mockRestore();
    expect(text).toContain("unknown tickers or resolutions ignored");
    expect(text).toContain("stream not authorized");
    for (const secret of [await token(), person.userId, person.sessionId, person.configurationId, "MSFT"])
      expect(text).not.toContain(secret);
  });
});

describe("D21: what does not answer now", () => {
  it.each([
    ["a throttled table", { name: "ProvisionedThroughputExceededException" }],
    ["a table that takes too long", { name: "TimeoutError" }],
    ["a connection that did not come about", { code: "ECONNREFUSED" }],
  ])("%s makes a 503 with the time after which to ask again, not a 404", async (_, properties) => {
    storeConfiguration();
    tables
      .on(GetCommand, { Key: { PK: `USER#${person.userId}`, SK: `CONFIG#${person.configurationId}` } })
      .rejects(Object.assign(new Error("later"), properties));

    const answer = await ask({ authorization: `Bearer ${await token()}` });

    expect(answer).toMatchObject({ statusCode: 503, headers: { "Retry-After": "3" }, error: undefined });
    expect(JSON.parse(answer.text)).toMatchObject({ code: "DATABASE_ERROR" });
  });

  it("an error that does not pass by itself fails the invocation", async () => {
    storeConfiguration();
    tables.on(GetCommand).rejects(Object.assign(new Error("no such table"), { name: "ResourceNotFoundException" }));

    const answer = await ask({ authorization: `Bearer ${await token()}` });

    expect(answer).toMatchObject({ error: { name: "ResourceNotFoundException" }, text: "" });
  });

  it("a key that is too short to sign with fails the invocation", async () => {
    vi.setSystemTime(start + 3_600_000);
    secrets.on(GetSecretValueCommand).resolves({ SecretString: '{"signing_key":"short"}' });

    const answer = await ask({ authorization: `Bearer ${await token()}` });

    expect(answer).toMatchObject({ error: { name: "SigningKeyError" }, text: "" });
  });
});

import { createHash } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { captureStdout } from "../../helpers/stdout.ts";
import { newToken, now, send, tables } from "./dashboard.ts";

const path = "/api/v2/configurations";
const body = { name: "Mine", tickers: ["AAPL"] };
const thirtyDaysLater = now.getTime() / 1000 + 30 * 86_400;

describe("anonymous sessions", () => {
  it("are stored under the hash of their token, never with the token", async () => {
    const stdout = captureStdout();
    const token = await newToken();
    stdout.restore();

    const hash = createHash("sha256").update(token).digest("hex");
    expect(tables.rows("users")).toMatchObject([
      { PK: expect.stringMatching(/^USER#/), SK: "PROFILE", entity_type: "USER", auth_type: "anonymous" },
      { PK: `SESSION#${hash}`, SK: "SESSION" },
    ]);
    expect(JSON.stringify(tables.rows("users"))).not.toContain(token);
    expect(stdout.lines().join("")).not.toContain(token);
  });

  it("D31: expire by the attribute that the table knows", async () => {
    await newToken();

    expect(tables.rows("users").map(({ ttl_timestamp }) => ttl_timestamp)).toEqual([thirtyDaysLater, thirtyDaysLater]);
  });

  it("end after 30 days, even where the row is still there", async () => {
    const token = await newToken();

    vi.setSystemTime(thirtyDaysLater * 1000 - 1);
    const before = await send({ path, token });
    vi.setSystemTime(thirtyDaysLater * 1000);
    const after = await send({ path, token });

    expect([before.status, after.status]).toEqual([200, 401]);
  });

  it.each([
    ["no header", {}],
    ["another scheme", { authorization: `Basic ${"x".repeat(43)}` }],
    ["a token of another length", { authorization: `Bearer ${"x".repeat(42)}` }],
    ["an unknown token", { authorization: `Bearer ${"x".repeat(43)}` }],
    ["the id of a person", { authorization: "Bearer 00000000-0000-4000-8000-000000000000" }],
  ])("%s is not let in", async (_, headers) => {
    const answer = await send({ path, headers });

    expect(answer).toMatchObject({
      status: 401,
      body: { code: "UNAUTHORIZED" },
      headers: { "www-authenticate": "Bearer" },
    });
  });

  it.each(["/api/v2/metrics", "/api/v2/articles", "/api/v2/sentiment", path, `${path}/x`])(
    "%s answers only with a token",
    async (personal) => {
      const answer = await send({ path: personal });

      expect(answer.status).toBe(401);
    },
  );
});

describe("configurations", () => {
  it("of another person are not found, whether or not they exist", async () => {
    const [owner, stranger] = [await newToken(), await newToken()];
    const { body: mine } = await send({ method: "POST", path, token: owner, body });

    const foreign = await send({ path: `${path}/${mine.config_id}`, token: stranger });
    const missing = await send({ path: `${path}/none`, token: stranger });
    const list = await send({ path, token: stranger });

    expect(foreign.status).toBe(404);
    expect(foreign.body).toEqual(missing.body);
    expect(list.body.configurations).toEqual([]);
  });

  it("are two at most, also when they are made at the same moment", async () => {
    const token = await newToken();
    const create = () => send({ method: "POST", path, token, body });

    const answers = await Promise.all([create(), create(), create()]);

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409]);
    expect((await send({ path, token })).body.configurations).toHaveLength(2);
  });

  it("are found by the index of active ones, and expire with the session", async () => {
    const token = await newToken();
    vi.setSystemTime(now.getTime() + 86_400_000);

    await send({ method: "POST", path, token, body });

    expect(tables.rows("users").at(-1)).toMatchObject({
      entity_type: "CONFIGURATION",
      status: "active",
      tickers: [{ symbol: "AAPL" }],
      ttl_timestamp: thirtyDaysLater,
    });
  });
});

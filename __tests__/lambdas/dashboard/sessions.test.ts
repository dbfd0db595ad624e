import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it, vi } from "vitest";
import { captureStdout } from "../../helpers/stdout.ts";
import { newToken, now, send, tables } from "./dashboard.ts";
import { linkFor, newConfiguration, rowsOf, signedIn, verify } from "./people.ts";

const path = "/api/v2/configurations";
const day = 86_400;
const seconds = now.getTime() / 1000;
const thirtyDaysLater = seconds + 30 * day;

describe("anonymous sessions", () => {
  it("are stored without their token, which stands in no log line", async () => {
    const stdout = captureStdout();
    const token = await newToken();
    stdout.restore();

    expect(rowsOf("PROFILE")).toMatchObject([{ PK: expect.stringMatching(/^USER#/), auth_type: "anonymous" }]);
    expect(rowsOf("SESSION")).toMatchObject([{ PK: expect.stringMatching(/^SESSION#/), entity_type: "SESSION" }]);
    expect(JSON.stringify(tables.rows("users"))).not.toContain(token);
    expect(stdout.lines().join("")).not.toContain(token);
  });

  it("D31: expire by the attribute that the table knows", async () => {
    await newToken();

    const ends = [...rowsOf("PROFILE"), ...rowsOf("SESSION")].map(({ ttl_timestamp }) => ttl_timestamp);
    expect(ends).toEqual([thirtyDaysLater, thirtyDaysLater]);
  });

  it("end after 30 days, even where the row is still there", async () => {
    const token = await newToken();

    vi.setSystemTime(thirtyDaysLater * 1000 - 1);
    const before = await send({ path, token });
    vi.setSystemTime(thirtyDaysLater * 1000);
    const after = await send({ path, token });

    expect([before.status, after.status]).toEqual([200, 401]);
  });

  it.each(["/api/v2/metrics", "/api/v2/articles", "/api/v2/sentiment", path, `${path}/x`, "/api/v2/auth/session"])(
    "%s answers only with a token",
    async (personal) => {
      const answer = await send({ path: personal });

      expect(answer).toMatchObject({
        status: 401,
        body: { code: "UNAUTHORIZED" },
        headers: { "www-authenticate": "Bearer" },
      });
    },
  );

  it.each([
    "/api/v2/alerts",
    "/api/v2/alerts/quota",
    "/api/v2/notifications/preferences",
    "/api/v2/notifications/digest",
  ])("%s answers only who has an address", async (signedInOnly) => {
    const without = await send({ path: signedInOnly });
    const anonymous = await send({ path: signedInOnly, token: await newToken() });
    const withAddress = await send({ path: signedInOnly, token: await signedIn() });

    expect([without.status, anonymous.status, withAddress.status]).toEqual([401, 403, 200]);
  });
});

describe("GET /api/v2/auth/session", () => {
  it("tells of an anonymous session", async () => {
    const token = await newToken();
    await newConfiguration(token);
    vi.setSystemTime(now.getTime() + 10_000);

    const { body } = await send({ path: "/api/v2/auth/session", token });

    expect(body).toEqual({
      user_id: rowsOf("PROFILE")[0]?.user_id,
      auth_type: "anonymous",
      email_masked: null,
      session_expires_at: "2026-02-06T14:00:00.000Z",
      session_expires_in_seconds: 30 * day - 10,
      configurations: { count: 1, maximum: 2 },
    });
  });

  it("shows of an address what only its owner recognises", async () => {
    const token = await signedIn("jane@example.com");

    const { body } = await send({ path: "/api/v2/auth/session", token });

    expect(body).toMatchObject({ auth_type: "email", email_masked: "j***@example.com" });
  });
});

describe("POST /api/v2/auth/session/refresh", () => {
  const refresh = { method: "POST", path: "/api/v2/auth/session/refresh" };

  it("lets an anonymous session and everything that belongs to it last 30 more days", async () => {
    const token = await newToken();
    await newConfiguration(token);
    vi.setSystemTime((seconds + 20 * day) * 1000);

    const { status, body } = await send({ ...refresh, token });

    vi.setSystemTime((seconds + 49 * day) * 1000);
    const [old, fresh] = [await send({ path, token }), await send({ path, token: body.token })];
    const end = seconds + 50 * day;
    expect(status).toBe(200);
    expect(body).toMatchObject({
      auth_type: "anonymous",
      session_expires_at: new Date(end * 1000).toISOString(),
      session_expires_in_seconds: 30 * day,
    });
    const rows = [...rowsOf("PROFILE"), ...rowsOf("SESSION"), ...rowsOf("CONFIG#")];
    expect(rows.map(({ ttl_timestamp }) => ttl_timestamp)).toEqual([end, end, end]);
    expect([old.status, fresh.status]).toEqual([401, 200]);
    expect(fresh.body.configurations).toHaveLength(1);
  });

  it("moves no end but that of the session for people with an address", async () => {
    const token = await signedIn();
    await newConfiguration(token);
    vi.setSystemTime((seconds + day) * 1000);

    const { status } = await send({ ...refresh, token });

    const ends = [...rowsOf("SESSION"), ...rowsOf("PROFILE"), ...rowsOf("CONFIG#")];
    expect(status).toBe(200);
    expect(ends.map(({ ttl_timestamp }) => ttl_timestamp)).toEqual([seconds + 31 * day, undefined, undefined]);
  });

  it("leaves no configuration behind that is made at the same moment", async () => {
    const token = await newToken();
    vi.setSystemTime((seconds + 20 * day) * 1000);
    const create = { method: "POST", path, token, body: { name: "Mine", tickers: ["AAPL"] } };

    const answers = await Promise.all([send(create), send({ ...refresh, token }), send(create)]);

    const ends = [...rowsOf("PROFILE"), ...rowsOf("CONFIG#")].map(({ ttl_timestamp }) => ttl_timestamp);
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 201]);
    expect(ends).toEqual([seconds + 50 * day, seconds + 50 * day, seconds + 50 * day]);
  });

  it("does not bring a session back that ends at the same moment", async () => {
    const token = await newToken();
    const signOut = { method: "POST", path: "/api/v2/auth/signout", token };

    const [ended, refreshed] = await Promise.all([send(signOut), send({ ...refresh, token })]);

    expect([ended.status, refreshed.status]).toEqual([204, 401]);
    expect(rowsOf("SESSION")).toEqual([]);
  });
});

describe("POST /api/v2/auth/signout", () => {
  const signOut = { method: "POST", path: "/api/v2/auth/signout" };

  it("ends the session at once, and everything of an anonymous person with it", async () => {
    const token = await newToken();
    await newConfiguration(token);

    const answer = await send({ ...signOut, token });

    const after = await send({ path, token });
    expect([answer.status, after.status]).toEqual([204, 401]);
    expect(rowsOf("CONFIG#").concat(rowsOf("PROFILE"), rowsOf("SESSION"))).toEqual([]);
  });

  it("ends one session of a person with an address, and keeps what belongs to them", async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    await newConfiguration(one);

    const answer = await send({ ...signOut, token: one });

    const [ended, kept] = [await send({ path, token: one }), await send({ path, token: other })];
    expect([answer.status, ended.status, kept.status]).toEqual([204, 401, 200]);
    expect(kept.body.configurations).toHaveLength(1);
  });

  it("ends the session once when it is sent twice at the same moment", async () => {
    const token = await newToken();

    const answers = await Promise.all([send({ ...signOut, token }), send({ ...signOut, token })]);

    // The second finds a session that lasts, or none: both are right.
    expect(answers.map(({ status }) => status)).toContain(204);
    expect(answers.map(({ status }) => status).filter((status) => status !== 204 && status !== 401)).toEqual([]);
    expect(rowsOf("SESSION")).toEqual([]);
  });

  it("takes nothing away where the person gets an address at the same moment", async () => {
    const token = await newToken();
    await newConfiguration(token);
    const link = await linkFor("jane@example.com", token);

    const [signedInAnswer, ended] = await Promise.all([verify(link), send({ ...signOut, token })]);

    const { body } = await send({ path, token: signedInAnswer.body.token });
    expect([signedInAnswer.status, ended.status]).toEqual([200, 204]);
    expect(body.configurations).toHaveLength(signedInAnswer.body.merged_anonymous_data ? 1 : 0);
    expect(rowsOf("CONFIG#")).toHaveLength(body.configurations.length);
  });
});

it("a token that is not valid costs no look at the table", async () => {
  await newToken();
  const before = tables.mock.commandCalls(GetCommand).length;

  const { status } = await send({ path, headers: { authorization: "Bearer e30.e30.e30" } });

  expect(status).toBe(401);
  expect(tables.mock.commandCalls(GetCommand)).toHaveLength(before);
});

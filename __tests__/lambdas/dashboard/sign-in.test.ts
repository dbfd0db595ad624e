import { createHash } from "node:crypto";
import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { PublishBatchCommand } from "@aws-sdk/client-sns";
import { describe, expect, it, vi } from "vitest";
import { newToken, now, secrets, send, tables, topic } from "./dashboard.ts";
import { linkFor, newConfiguration, requestedMails, rowsOf, signedIn, verify } from "./people.ts";

const email = "jane@example.com";
const request = { method: "POST", path: "/api/v2/auth/magic-link" };
const hour = 3_600_000;

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

describe("asking for a sign-in link", () => {
  it("D32: stores it under the hash of its token and asks for its mail", async () => {
    const { status, body } = await send({ ...request, body: { email } });

    const [mail] = requestedMails();
    const token = mail?.token ?? "";
    expect({ status, body }).toEqual({ status: 202, body: { status: "sent", expires_in_seconds: 3600 } });
    expect(mail).toEqual({
      notification_type: "magic_link",
      email,
      token: expect.stringMatching(/^[\w-]{43}$/),
      expires_in_minutes: 60,
    });
    expect(rowsOf("MAGIC_LINK")).toEqual([
      {
        PK: `TOKEN#${sha256(token)}`,
        SK: "MAGIC_LINK",
        entity_type: "MAGIC_LINK",
        email,
        created_at: "2026-01-07T14:00:00.000Z",
        expires_at: "2026-01-07T15:00:00.000Z",
        ttl_timestamp: now.getTime() / 1000 + 3600 + 86_400,
      },
    ]);
    expect(JSON.stringify(tables.rows("users"))).not.toContain(token);
  });

  it("is answered the same whether or not the address belongs to somebody", async () => {
    await signedIn(email);

    const known = await send({ ...request, body: { email } });
    const unknown = await send({ ...request, body: { email: "nobody@example.com" } });

    expect(known).toEqual(unknown);
  });

  it.each([
    "jane",
    "jane@",
    "a@b@c.example",
    "jane@example.com\r\nBcc: x@example.com",
    `${"x".repeat(250)}@a.example`,
    7,
  ])("%j is no address", async (wrong) => {
    const answer = await send({ ...request, body: { email: wrong } });

    expect(answer.body).toMatchObject({ code: "VALIDATION_ERROR", details: [{ field: "email" }] });
    expect(requestedMails()).toEqual([]);
  });

  it("fails where the mail cannot be asked for", async () => {
    topic.on(PublishBatchCommand).rejects(Object.assign(new Error("no"), { name: "AuthorizationErrorException" }));
    const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);

    const answer = await send({ ...request, body: { email } });

    stderr.mockRestore();
    expect(answer.status).toBe(500);
  });

  it.each(["Bearer e30.e30.e30", "nonsense"])(
    "a token that is not valid (%s) counts as none",
    async (authorization) => {
      const answer = await send({ ...request, body: { email }, headers: { authorization } });

      expect(answer.status).toBe(202);
      expect(rowsOf("MAGIC_LINK")[0]).not.toHaveProperty("anonymous");
    },
  );

  it("with the token of somebody who has an address is as without one", async () => {
    const token = await signedIn(email);

    await linkFor("other@example.com", token);

    expect(rowsOf("MAGIC_LINK").at(-1)).not.toHaveProperty("anonymous");
  });
});

describe("using a sign-in link", () => {
  it("makes a person where the address is new", async () => {
    const { status, body } = await verify(await linkFor(email));

    const userId = body.user_id;
    expect(status).toBe(200);
    expect(body).toEqual({
      user_id: expect.any(String),
      token: expect.any(String),
      auth_type: "email",
      email_masked: "j***@example.com",
      session_expires_at: "2026-02-06T14:00:00.000Z",
      merged_anonymous_data: false,
    });
    expect(rowsOf("PROFILE")).toEqual([
      {
        PK: `USER#${userId}`,
        SK: "PROFILE",
        entity_type: "USER",
        user_id: userId,
        auth_type: "email",
        email,
        timezone: "America/New_York",
        configuration_count: 0,
        created_at: "2026-01-07T14:00:00.000Z",
      },
    ]);
    expect(rowsOf("ADDRESS")).toEqual([
      { PK: `ADDRESS#${sha256(email)}`, SK: "ADDRESS", entity_type: "ADDRESS", user_id: userId },
    ]);
    expect(rowsOf("SESSION")).toMatchObject([{ user_id: userId, auth_type: "email" }]);
  });

  it("signs a known person in, however the address is written", async () => {
    const first = await verify(await linkFor(email));

    const second = await verify(await linkFor("Jane@Example.COM"));

    expect(second.body.user_id).toBe(first.body.user_id);
    expect(rowsOf("SESSION")).toHaveLength(2);
  });

  it("gives the address to the anonymous person who asked, with all that is theirs, and ends their session", async () => {
    const anonymous = await newToken();
    const ids = [await newConfiguration(anonymous), await newConfiguration(anonymous)];
    const [{ user_id } = {}] = rowsOf("PROFILE");

    const { body } = await verify(await linkFor(email, anonymous));

    const list = await send({ path: "/api/v2/configurations", token: body.token });
    const old = await send({ path: "/api/v2/configurations", token: anonymous });
    expect(body).toMatchObject({ user_id, auth_type: "email", merged_anonymous_data: true });
    expect(list.body.configurations.map((each: { config_id: string }) => each.config_id).sort()).toEqual(ids.sort());
    expect(old.status).toBe(401);
    expect(rowsOf("PROFILE")).toMatchObject([{ auth_type: "email", email, configuration_count: 2 }]);
    const endless = [...rowsOf("PROFILE"), ...rowsOf("CONFIG#")].map(({ ttl_timestamp }) => ttl_timestamp);
    expect(endless).toEqual([undefined, undefined, undefined]);
  });

  it("loses no configuration that is made at the same moment", async () => {
    const anonymous = await newToken();
    const link = await linkFor(email, anonymous);
    const create = { method: "POST", path: "/api/v2/configurations", body: { name: "Mine", tickers: ["AAPL"] } };

    const [{ body }, created] = await Promise.all([verify(link), send({ ...create, token: anonymous })]);

    const list = await send({ path: "/api/v2/configurations", token: body.token });
    expect(created.status).toBe(201);
    expect(list.body.configurations).toHaveLength(1);
    expect(rowsOf("CONFIG#")[0]).not.toHaveProperty("ttl_timestamp");
    expect(rowsOf("PROFILE")).toMatchObject([{ configuration_count: 1 }]);
  });

  it("leaves an anonymous person alone where the address belongs to another", async () => {
    const known = await verify(await linkFor(email));
    const anonymous = await newToken();
    await newConfiguration(anonymous);

    const { body } = await verify(await linkFor(email, anonymous));

    const still = await send({ path: "/api/v2/configurations", token: anonymous });
    expect(body).toMatchObject({ user_id: known.body.user_id, merged_anonymous_data: false });
    expect(still.body.configurations).toHaveLength(1);
  });

  it("makes a new person where the anonymous session has ended", async () => {
    const anonymous = await newToken();
    const [{ user_id } = {}] = rowsOf("PROFILE");
    const link = await linkFor(email, anonymous);
    await send({ method: "POST", path: "/api/v2/auth/signout", token: anonymous });

    const { status, body } = await verify(link);

    expect(status).toBe(200);
    expect(body.merged_anonymous_data).toBe(false);
    expect(body.user_id).not.toBe(user_id);
  });

  it("makes a new person where the anonymous session ran out, even where its rows are still there", async () => {
    const anonymous = await newToken();
    vi.setSystemTime(now.getTime() + 30 * 24 * hour - 600_000);
    const link = await linkFor(email, anonymous);
    vi.setSystemTime(now.getTime() + 30 * 24 * hour);

    const { status, body } = await verify(link);

    expect(status).toBe(200);
    expect(body.merged_anonymous_data).toBe(false);
    expect(rowsOf("PROFILE").map(({ auth_type }) => auth_type)).toEqual(["anonymous", "email"]);
  });

  it("of two links at the same moment makes one person", async () => {
    const links = [await linkFor(email), await linkFor(email), await linkFor(email, await newToken())];

    const answers = await Promise.all(links.map(verify));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.user_id)).size).toBe(1);
    expect(rowsOf("ADDRESS")).toHaveLength(1);
    expect(rowsOf("PROFILE").filter(({ auth_type }) => auth_type === "email")).toHaveLength(1);
  });

  it("works once, also when it is used twice at the same moment", async () => {
    const link = await linkFor(email);

    const answers = await Promise.all([verify(link), verify(link)]);
    const later = await verify(link);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(later).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
    expect(rowsOf("SESSION")).toHaveLength(1);
  });

  it("works for an hour", async () => {
    const [used, late] = [await linkFor(email), await linkFor(email)];

    vi.setSystemTime(now.getTime() + hour - 1);
    const before = await verify(used);
    vi.setSystemTime(now.getTime() + hour);
    const after = await verify(late);

    expect(before.status).toBe(200);
    expect(after).toMatchObject({ status: 410, body: { code: "GONE" } });
  });

  it.each(["x", "x".repeat(43), "\u0000", "TOKEN#"])("%j is unknown", async (token) => {
    const answer = await verify(token);

    expect(answer).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
  });

  it("D32: is a POST: what looks at mails and follows links by GET uses nothing up", async () => {
    const link = await linkFor(email);

    const followed = await send({ path: "/api/v2/auth/magic-link/verify", query: { token: link } });
    const used = await verify(link);

    expect([followed.status, used.status]).toEqual([405, 200]);
  });

  it("leaves nothing behind where the session cannot be signed", async () => {
    // Far from the other tests, whose key is kept for a while.
    vi.setSystemTime(now.getTime() + 1000 * 24 * hour);
    const link = await linkFor(email);
    const [row] = rowsOf("MAGIC_LINK");
    secrets.on(GetSecretValueCommand).resolves({ SecretString: JSON.stringify({ signing_key: "short" }) });
    const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);

    const answer = await verify(link);

    stderr.mockRestore();
    expect(answer.status).toBe(500);
    expect(rowsOf("MAGIC_LINK")).toEqual([row]);
    expect(rowsOf("PROFILE")).toEqual([]);
  });
});

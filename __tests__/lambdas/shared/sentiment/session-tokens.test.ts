import { describe, expect, it } from "vitest";
import { readSessionToken, signSessionToken } from "../../../../lambdas/shared/sentiment/session-tokens.ts";

const key = "a key of at least 32 bytes, for tests";
const now = Date.parse("2026-01-07T14:00:00.000Z");
const session = { userId: "user", sessionId: "session", authType: "email", expiresAt: now / 1000 + 3600 } as const;

describe("a session token", () => {
  it("says who signed in, until when, and nothing else about them", async () => {
    const token = await signSessionToken(session, key, "test", now);

    const read = await readSessionToken(token, key, "test", now);

    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    expect(read).toEqual(session);
    expect(Object.keys(claims).sort()).toEqual(["aud", "exp", "iat", "iss", "jti", "nbf", "roles", "sub"]);
  });

  it.each([
    ["before its end", 3600_000 - 1, true],
    ["within the minute by which clocks may differ", 3600_000 + 59_000, true],
    ["after it", 3600_000 + 61_000, false],
    ["a minute before it was signed", -60_000, true],
    ["earlier than that", -61_000, false],
  ])("is valid or not %s", async (_, later, valid) => {
    const token = await signSessionToken(session, key, "test", now);

    const read = await readSessionToken(token, key, "test", now + later);

    expect(read !== undefined).toBe(valid);
  });

  it.each([
    ["another key", `${key}.`, "test"],
    ["another environment", key, "prod"],
  ])("is not valid with %s", async (_, otherKey, environment) => {
    const token = await signSessionToken(session, key, "test", now);

    expect(await readSessionToken(token, otherKey, environment, now)).toBeUndefined();
  });

  it("is neither signed nor read with a key of fewer than 32 bytes, which the error does not quote", async () => {
    const short = "x".repeat(31);

    const errors = await Promise.allSettled([
      signSessionToken(session, short, "test", now),
      readSessionToken("a.b.c", short, "test", now),
    ]);

    const reasons = errors.map((error) => (error.status === "rejected" ? String(error.reason) : "none"));
    expect(reasons).toEqual(Array(2).fill("SigningKeyError: The signing key has fewer than 32 bytes"));
  });

  it("takes a key of exactly 32 bytes, however many characters they are", async () => {
    const token = await signSessionToken(session, "é".repeat(16), "test", now);

    expect(await readSessionToken(token, "é".repeat(16), "test", now)).toEqual(session);
  });
});

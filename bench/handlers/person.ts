import { randomUUID } from "node:crypto";
import { secretField } from "../../__tests__/end-to-end/secret-values.ts";
import { rigEnvironment } from "../../__tests__/rig/function-variables.ts";
import { configurationKey } from "../../lambdas/shared/sentiment/configurations.ts";
import { sessionTokenSecret } from "../../lambdas/shared/sentiment/secrets.ts";
import { signSessionToken } from "../../lambdas/shared/sentiment/session-tokens.ts";
import { profileKey, sessionKey } from "../../lambdas/shared/sentiment/user-rows.ts";
import { type BenchAccount, tableNames } from "./account.ts";

/** A person who is signed in, with one configuration. */
export interface BenchPerson {
  /** Value of the header Authorization. */
  readonly authorization: string;
  readonly configurationId: string;
}

/** Stores a person with a session and a configuration of these tickers. */
export async function signedIn(account: BenchAccount, followed: readonly string[]): Promise<BenchPerson> {
  const now = Date.now();
  const [userId, sessionId, configurationId] = [randomUUID(), randomUUID(), randomUUID()];
  const expiresAt = Math.floor(now / 1000) + 86_400;
  const created_at = new Date(now).toISOString();
  const person = { user_id: userId, auth_type: "anonymous", created_at, ttl_timestamp: expiresAt };
  account.dynamoDb.put(
    tableNames.users,
    { ...sessionKey(sessionId), entity_type: "SESSION", ...person },
    { ...profileKey(userId), entity_type: "USER", timezone: "UTC", configuration_count: 1, ...person },
    {
      ...configurationKey(userId, configurationId),
      entity_type: "CONFIGURATION",
      status: "active",
      config_id: configurationId,
      name: "Followed",
      tickers: followed.map((symbol) => ({ symbol, added_at: created_at })),
      timeframe_days: 7,
      include_extended_hours: false,
      created_at,
      updated_at: created_at,
    },
  );
  const key = secretField(sessionTokenSecret, "signing_key");
  const token = { userId, sessionId, authType: "anonymous", expiresAt } as const;
  return { authorization: `Bearer ${await signSessionToken(token, key, rigEnvironment, now)}`, configurationId };
}

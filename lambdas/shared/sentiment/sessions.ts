import { getItem } from "../aws/dynamodb.ts";
import { readSecret } from "../aws/secrets.ts";
import type { Granted } from "../contract/index.ts";
import { readSessionToken } from "./session-tokens.ts";
import { type AuthType, authTypes, sessionKey } from "./user-rows.ts";

/** Who a request comes from. */
export interface Person {
  readonly userId: string;
  readonly sessionId: string;
  readonly authType: AuthType;
  /** Epoch seconds at which the session, and with it everything of an anonymous person, ends. Its token may end sooner. */
  readonly expiresAt: number;
}

/** Where sessions are verified. */
export interface SessionSource {
  readonly usersTable: Granted<"dynamodb:GetItem">;
  readonly secretArn: Granted<"secretsmanager:GetSecretValue">;
  readonly environment: string;
}

/** The characters that a signed token can have (RFC 7515, section 7.1), at most 2 KB of them. */
const bearerForm = /^bearer +([\w-]{1,256}\.[\w-]{1,1536}\.[\w-]{1,256})$/i;

/**
 * The person whose token a request carries in its header Authorization; undefined where there is none, where it is
 * not valid, or where its session has ended. A forged token costs no look at the table.
 *
 * @param now epoch milliseconds.
 */
export async function personOf(
  authorization: string | undefined,
  { usersTable, secretArn, environment }: SessionSource,
  now: number,
): Promise<Person | undefined> {
  const [, text] = bearerForm.exec(authorization ?? "") ?? [];
  if (text === undefined) return undefined;
  const token = await readSessionToken(text, await readSecret(secretArn, "signing_key"), environment, now);
  if (token === undefined) return undefined;
  // Consistent, so that a session works at once; the expiry is checked, because rows outlive it by up to days.
  const row = await getItem(usersTable, { Key: sessionKey(token.sessionId), ConsistentRead: true });
  const { user_id: userId, ttl_timestamp: expiresAt, auth_type } = row ?? {};
  const authType = authTypes.find((type) => type === auth_type);
  if (userId !== token.userId || typeof expiresAt !== "number" || expiresAt * 1000 <= now) return undefined;
  return authType === undefined ? undefined : { userId: token.userId, sessionId: token.sessionId, authType, expiresAt };
}

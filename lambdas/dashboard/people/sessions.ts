import { createHash, randomBytes, randomUUID } from "node:crypto";
import { getItem, transactWrite } from "../../shared/aws/dynamodb.ts";
import { personPartition } from "../../shared/sentiment/configurations.ts";
import { ApiError } from "../http/api-error.ts";
import type { HttpRequest } from "../http/request.ts";
import { configuration } from "../runtime.ts";

/** Who a request comes from. */
export interface Person {
  readonly userId: string;
  /** Epoch seconds at which the session, and with it everything of an anonymous person, ends. */
  readonly expiresAt: number;
}

/** A session as its owner gets it, once: the token is nowhere else. */
export interface NewSession {
  readonly userId: string;
  readonly token: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly createdAt: string;
  readonly expiresAt: string;
}

const lifetimeSeconds = 30 * 86_400;
const tokenBytes = 32;

/** The token's text: 32 bytes in base64url without padding. */
const bearerForm = /^bearer +([\w-]{43})$/i;

/**
 * A session is found by the hash of its token alone, with one read of one row: who reads the table cannot use what he
 * finds there, and no index or scan is needed. The hash needs no salt: it is of 256 random bits, not of a password.
 */
function sessionKey(token: string): { readonly PK: string; readonly SK: string } {
  return { PK: `SESSION#${createHash("sha256").update(token).digest("hex")}`, SK: "SESSION" };
}

/** Makes a person and a session of 30 days, both or none. `now` is in epoch milliseconds. */
export async function createAnonymousSession(timezone: string, now: number): Promise<NewSession> {
  const token = randomBytes(tokenBytes).toString("base64url");
  const userId = randomUUID();
  const createdAt = new Date(now).toISOString();
  const expiresAt = new Date(now + lifetimeSeconds * 1000).toISOString();
  const both = {
    user_id: userId,
    created_at: createdAt,
    session_expires_at: expiresAt,
    ttl_timestamp: Math.floor(now / 1000) + lifetimeSeconds,
  };
  const profile = { auth_type: "anonymous", timezone, configuration_count: 0, ...both };
  const TableName = configuration.USERS_TABLE;
  await transactWrite([
    { Put: { TableName, Item: { ...profileKey(userId), entity_type: "USER", ...profile } } },
    { Put: { TableName, Item: { ...sessionKey(token), entity_type: "SESSION", ...both } } },
  ]);
  return { userId, token, createdAt, expiresAt };
}

/** Key of the row that describes a person and counts the configurations. */
export function profileKey(userId: string): { readonly PK: string; readonly SK: string } {
  return { PK: personPartition(userId), SK: "PROFILE" };
}

/**
 * The person whose token a request carries. `now` is in epoch milliseconds.
 *
 * @throws ApiError UNAUTHORIZED where there is no token, or none that is known and has not expired.
 */
export async function authenticate({ headers }: HttpRequest, now: number): Promise<Person> {
  const [, token] = bearerForm.exec(headers.authorization ?? "") ?? [];
  if (token === undefined) throw unauthorized("Send a bearer token: POST /api/v2/auth/anonymous gives one.");
  // Consistent, so that a session works at once; the expiry is checked, because rows outlive it by up to days.
  const row = await getItem(configuration.USERS_TABLE, { Key: sessionKey(token), ConsistentRead: true });
  const { user_id: userId, ttl_timestamp: expiresAt } = row ?? {};
  if (typeof userId !== "string" || typeof expiresAt !== "number" || expiresAt * 1000 <= now)
    throw unauthorized("The token is unknown or has expired.");
  return { userId, expiresAt };
}

function unauthorized(message: string): ApiError {
  return new ApiError("UNAUTHORIZED", message, { headers: { "www-authenticate": "Bearer" } });
}

import { randomUUID } from "node:crypto";
import { type TransactionEntry, transactWrite } from "../../shared/aws/dynamodb.ts";
import { readSecret } from "../../shared/aws/secrets.ts";
import { signSessionToken } from "../../shared/sentiment/session-tokens.ts";
import { type Person, personOf } from "../../shared/sentiment/sessions.ts";
import {
  type AuthType,
  type ProfileRow,
  profileKey,
  type SessionRow,
  sessionKey,
} from "../../shared/sentiment/user-rows.ts";
import { ApiError } from "../http/api-error.ts";
import { configuration, environment } from "../runtime.ts";

export type { Person } from "../../shared/sentiment/sessions.ts";

/** A session as its owner gets it: the token is nowhere else. */
export interface NewSession {
  readonly userId: string;
  readonly authType: AuthType;
  readonly token: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** A session that is not written yet, with its token: signing can fail, and must not leave half of a sign-in behind. */
export interface PreparedSession {
  readonly session: NewSession;
  readonly entry: TransactionEntry;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

const sessionLifetimeSeconds = 30 * 86_400;

/**
 * The person whose token the header Authorization carries.
 *
 * @param now epoch milliseconds.
 * @throws ApiError UNAUTHORIZED where there is no token, or none that is valid and belongs to a session that lasts.
 */
export async function authenticate(authorization: string | undefined, now: number): Promise<Person> {
  const person = await currentPerson(authorization, now);
  if (person !== undefined) return person;
  throw unauthorized(
    authorization === undefined
      ? "Send a bearer token: POST /api/v2/auth/anonymous gives one."
      : "The token is not valid, or its session has ended.",
  );
}

/** As `authenticate`, for what can also be asked for without a token: undefined where there is none that is valid. */
export function currentPerson(authorization: string | undefined, now: number): Promise<Person | undefined> {
  const { USERS_TABLE, SESSION_TOKEN_SECRET_ARN } = configuration;
  return personOf(authorization, { usersTable: USERS_TABLE, secretArn: SESSION_TOKEN_SECRET_ARN, environment }, now);
}

export function unauthorized(message: string): ApiError {
  return new ApiError("UNAUTHORIZED", message, { headers: { "www-authenticate": "Bearer" } });
}

/** A new session of a person, from `now` (epoch milliseconds) for 30 days. */
export async function prepareSession(userId: string, authType: AuthType, now: number): Promise<PreparedSession> {
  const sessionId = randomUUID();
  const { session, expiresAt } = await signedSession({ userId, sessionId, authType }, now);
  const row: SessionRow = {
    ...sessionKey(sessionId),
    entity_type: "SESSION",
    user_id: userId,
    auth_type: authType,
    created_at: session.createdAt,
    ttl_timestamp: expiresAt,
  };
  return { session, expiresAt, entry: { Put: { TableName: configuration.USERS_TABLE, Item: row } } };
}

/** A token that lasts for 30 days from `now` (epoch milliseconds), and the end of its session in epoch seconds. */
export async function signedSession(
  { userId, sessionId, authType }: Pick<Person, "userId" | "sessionId" | "authType">,
  now: number,
): Promise<{ readonly session: NewSession; readonly expiresAt: number }> {
  const expiresAt = Math.floor(now / 1000) + sessionLifetimeSeconds;
  const key = await readSecret(configuration.SESSION_TOKEN_SECRET_ARN, "signing_key");
  const token = await signSessionToken({ userId, sessionId, authType, expiresAt }, key, environment, now);
  const createdAt = new Date(now).toISOString();
  return { session: { userId, authType, token, createdAt, expiresAt: isoTime(expiresAt) }, expiresAt };
}

/** ISO 8601 of epoch seconds. */
export function isoTime(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString();
}

/** Makes a person without an address, and a session, both or none. `now` is in epoch milliseconds. */
export async function createAnonymousSession(timezone: string, now: number): Promise<NewSession> {
  const userId = randomUUID();
  const { session, entry, expiresAt } = await prepareSession(userId, "anonymous", now);
  const profile: ProfileRow = {
    ...profileKey(userId),
    entity_type: "USER",
    user_id: userId,
    auth_type: "anonymous",
    timezone,
    configuration_count: 0,
    created_at: session.createdAt,
    ttl_timestamp: expiresAt,
  };
  await transactWrite([{ Put: { TableName: configuration.USERS_TABLE, Item: profile } }, entry]);
  return session;
}

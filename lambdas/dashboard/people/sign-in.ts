import { randomUUID } from "node:crypto";
import { withNames } from "../../shared/aws/attribute-names.ts";
import { getItem, type TransactionEntry, transactWrite } from "../../shared/aws/dynamodb.ts";
import {
  type AddressRow,
  addressKey,
  type MagicLinkRow,
  magicLinkKey,
  type ProfileRow,
  profileKey,
  sessionKey,
} from "../../shared/sentiment/user-rows.ts";
import { ApiError } from "../http/api-error.ts";
import { configuration, traced } from "../runtime.ts";
import { keepRows, readAnonymousRows } from "./anonymous-rows.ts";
import { defaultTimezone, findProfile } from "./profile.ts";
import { type NewSession, prepareSession } from "./sessions.ts";
import { untilWritten } from "./until-written.ts";

/** A sign-in that succeeded. */
export interface SignIn {
  readonly session: NewSession;
  readonly email: string;
  /** Whether what an anonymous person had belongs to the address from now on. */
  readonly mergedAnonymousData: boolean;
}

/** Who signs in: somebody whose address is known, a new person, or an anonymous one who gets the address now. */
interface SigningIn {
  readonly kind: "known" | "new" | "anonymous";
  readonly userId: string;
  /** What is written beside the link and the session. */
  readonly entries: readonly TransactionEntry[];
}

/**
 * Signs in by a link: marks it as used, finds or makes the person of its address and gives a session, all or nothing.
 * The row of the address is made once: of two links that are used at the same moment the second finds the person of
 * the first.
 *
 * @param now epoch milliseconds.
 * @throws ApiError NOT_FOUND, CONFLICT or GONE where the link is unknown, used or expired.
 */
export function signIn(token: string, now: number): Promise<SignIn> {
  return untilWritten(async () => {
    const link = await usableLink(token, now);
    return traced("sign_in", async (annotate) => {
      const { kind, userId, entries } = await personSigningIn(link, now);
      annotate({ person_kind: kind });
      const { session, entry } = await prepareSession(userId, "email", now);
      await transactWrite([markUsed(link, now), entry, ...entries]);
      return { session, email: link.email, mergedAnonymousData: kind === "anonymous" };
    });
  });
}

async function usableLink(token: string, now: number): Promise<MagicLinkRow> {
  const row = await getItem(configuration.USERS_TABLE, { Key: magicLinkKey(token), ConsistentRead: true });
  const link = row as unknown as MagicLinkRow | undefined;
  if (link === undefined) throw new ApiError("NOT_FOUND", "There is no such sign-in link. Ask for a new one.");
  if (link.used_at !== undefined)
    throw new ApiError("CONFLICT", "The sign-in link was used already. Ask for a new one.");
  if (Date.parse(link.expires_at) <= now)
    throw new ApiError("GONE", "The sign-in link has expired. Ask for a new one.");
  return link;
}

function markUsed({ PK, SK }: MagicLinkRow, now: number): TransactionEntry {
  return {
    Update: withNames({
      TableName: configuration.USERS_TABLE,
      Key: { PK, SK },
      UpdateExpression: "SET #used_at = :now",
      ConditionExpression: "attribute_not_exists(#used_at) AND #expires_at > :now",
      ExpressionAttributeValues: { ":now": new Date(now).toISOString() },
    }),
  };
}

async function personSigningIn(link: MagicLinkRow, now: number): Promise<SigningIn> {
  const address = await getItem(configuration.USERS_TABLE, { Key: addressKey(link.email), ConsistentRead: true });
  const known = (address as AddressRow | undefined)?.user_id;
  if (known !== undefined) return { kind: "known", userId: known, entries: [] };
  return (await anonymousPerson(link, now)) ?? newPerson(link.email, now);
}

/** Undefined where no anonymous session asked for the link, or it has ended. */
async function anonymousPerson({ email, anonymous }: MagicLinkRow, now: number): Promise<SigningIn | undefined> {
  if (anonymous === undefined) return undefined;
  const { user_id: userId, session_id: sessionId } = anonymous;
  const Key = sessionKey(sessionId);
  const [session, profile] = await Promise.all([
    getItem(configuration.USERS_TABLE, { Key, ConsistentRead: true }),
    findProfile(userId),
  ]);
  if (Number(session?.ttl_timestamp ?? 0) * 1000 <= now || profile?.auth_type !== "anonymous") return undefined;
  const end = withNames({ TableName: configuration.USERS_TABLE, Key, ConditionExpression: "attribute_exists(#PK)" });
  const rows = keepRows(await readAnonymousRows(userId), email);
  return { kind: "anonymous", userId, entries: [newAddress(email, userId), { Delete: end }, ...rows] };
}

function newPerson(email: string, now: number): SigningIn {
  const userId = randomUUID();
  const profile: ProfileRow = {
    ...profileKey(userId),
    entity_type: "USER",
    user_id: userId,
    auth_type: "email",
    email,
    timezone: defaultTimezone,
    configuration_count: 0,
    created_at: new Date(now).toISOString(),
  };
  const entries = [newAddress(email, userId), { Put: { TableName: configuration.USERS_TABLE, Item: profile } }];
  return { kind: "new", userId, entries };
}

function newAddress(email: string, userId: string): TransactionEntry {
  const row: AddressRow = { ...addressKey(email), entity_type: "ADDRESS", user_id: userId };
  return {
    Put: withNames({
      TableName: configuration.USERS_TABLE,
      Item: row,
      ConditionExpression: "attribute_not_exists(#PK)",
    }),
  };
}

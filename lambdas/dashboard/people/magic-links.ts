import { randomBytes } from "node:crypto";
import { putItem } from "../../shared/aws/dynamodb.ts";
import { publishBatch } from "../../shared/aws/sns.ts";
import type { MagicLinkRequest } from "../../shared/sentiment/notification-requests.ts";
import { type MagicLinkRow, magicLinkKey } from "../../shared/sentiment/user-rows.ts";
import { configuration } from "../runtime.ts";
import type { Person } from "./sessions.ts";

/** How long a sign-in link works. */
export const linkLifetimeSeconds = 3600;
/** How long its row is kept after that, so that an old link is told from one that never was. */
const keepSeconds = 86_400;
const tokenBytes = 32;

/**
 * Stores a sign-in link and asks for its mail. Whether the address belongs to somebody plays no part: nobody can learn
 * it from the answer or its time.
 *
 * @param asker who gets the address, if that is an anonymous person and it belongs to nobody.
 * @param now epoch milliseconds.
 */
export async function requestMagicLink(email: string, asker: Person | undefined, now: number): Promise<void> {
  const token = randomBytes(tokenBytes).toString("base64url");
  await putItem(configuration.USERS_TABLE, { Item: linkRow(email, token, asker, now) });
  const request: MagicLinkRequest = {
    notification_type: "magic_link",
    email,
    token,
    expires_in_minutes: linkLifetimeSeconds / 60,
  };
  const attributes = { notification_type: request.notification_type };
  await publishBatch(configuration.NOTIFICATIONS_TOPIC_ARN, [{ body: JSON.stringify(request), attributes }]);
}

function linkRow(email: string, token: string, asker: Person | undefined, now: number): MagicLinkRow {
  const anonymous =
    asker?.authType === "anonymous" ? { user_id: asker.userId, session_id: asker.sessionId } : undefined;
  return {
    ...magicLinkKey(token),
    entity_type: "MAGIC_LINK",
    email,
    created_at: new Date(now).toISOString(),
    expires_at: new Date(now + linkLifetimeSeconds * 1000).toISOString(),
    ...(anonymous === undefined ? {} : { anonymous }),
    ttl_timestamp: Math.floor(now / 1000) + linkLifetimeSeconds + keepSeconds,
  };
}

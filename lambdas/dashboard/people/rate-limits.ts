import { isIPv6 } from "node:net";
import { withNames } from "../../shared/aws/attribute-names.ts";
import { isConditionFailure, updateItem } from "../../shared/aws/dynamodb.ts";
import { rateLimitKey } from "../../shared/sentiment/user-rows.ts";
import { rateLimitError } from "../http/api-error.ts";
import { configuration } from "../runtime.ts";

/** How often something may be done by one subject in a window of time. Windows begin at multiples of their length. */
export const rateLimits = {
  anonymous_session: { maximum: 10, windowSeconds: 3600 },
  magic_link: { maximum: 5, windowSeconds: 300 },
  create_configuration: { maximum: 5, windowSeconds: 3600 },
  create_alert: { maximum: 20, windowSeconds: 3600 },
  fetch_prices: { maximum: 60, windowSeconds: 3600 },
} as const;

export type LimitedAction = keyof typeof rateLimits;

/** Who is limited. */
export type LimitedSubject =
  | { readonly sourceIp: string }
  | { readonly email: string }
  | { readonly person: { readonly userId: string } };

/**
 * Counts an action before it is done: one conditional write, so that requests at the same moment cannot exceed the
 * limit. Where it cannot be written the action is not done either: all of these actions write to the same table, and
 * without the limit anybody could have mails sent to strangers.
 *
 * @param now epoch milliseconds.
 * @throws ApiError RATE_LIMIT_EXCEEDED with the seconds until the window ends.
 */
export async function takeFromLimit(action: LimitedAction, subject: LimitedSubject, now: number): Promise<void> {
  const { maximum, windowSeconds } = rateLimits[action];
  const seconds = Math.floor(now / 1000);
  const start = seconds - (seconds % windowSeconds);
  const end = start + windowSeconds;
  try {
    await updateItem(
      configuration.USERS_TABLE,
      withNames({
        Key: rateLimitKey(action, subjectText(subject), new Date(start * 1000).toISOString()),
        UpdateExpression: "SET #ttl_timestamp = :end ADD #count :one",
        ConditionExpression: "attribute_not_exists(#count) OR #count < :maximum",
        ExpressionAttributeValues: { ":end": end, ":one": 1, ":maximum": maximum },
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    throw rateLimitError("Too many requests of this kind. Try again later.", end - seconds);
  }
}

function subjectText(subject: LimitedSubject): string {
  if ("person" in subject) return `person:${subject.person.userId}`;
  if ("email" in subject) return `email:${subject.email.toLowerCase()}`;
  return `network:${networkOf(subject.sourceIp)}`;
}

/** An IPv4 address as it is; of an IPv6 address the first 64 bits, because whoever has one has all that share them. */
function networkOf(sourceIp: string): string {
  if (!isIPv6(sourceIp) || sourceIp.includes(".")) return sourceIp.slice(sourceIp.lastIndexOf(":") + 1);
  const [head = "", tail] = sourceIp.toLowerCase().split("::");
  const before = head.split(":").filter((group) => group !== "");
  const after = (tail ?? "").split(":").filter((group) => group !== "");
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: missing }, () => "0"), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

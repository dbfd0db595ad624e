import { getItem } from "../../shared/aws/dynamodb.ts";
import { emailLimits, personMailsAttribute } from "../../shared/sentiment/email-limits.ts";
import { emailQuotaKey } from "../../shared/sentiment/user-rows.ts";
import { configuration } from "../runtime.ts";
import type { Person } from "./sessions.ts";

/** Mails that a person got and can still get today (UTC). */
export interface MailQuota {
  readonly used: number;
  readonly limit: number;
  /** When counting begins again: ISO 8601, UTC, milliseconds. */
  readonly resetsAt: string;
}

const dayMilliseconds = 86_400_000;

/** The function of mails counts them, in the row of the day. `now` is in epoch milliseconds. */
export async function readMailQuota({ userId }: Person, now: number): Promise<MailQuota> {
  const attribute = personMailsAttribute(userId);
  const row = await getItem(configuration.USERS_TABLE, {
    Key: emailQuotaKey(new Date(now).toISOString().slice(0, 10)),
    ProjectionExpression: "#used",
    ExpressionAttributeNames: { "#used": attribute },
  });
  const tomorrow = (Math.floor(now / dayMilliseconds) + 1) * dayMilliseconds;
  return {
    used: Number(row?.[attribute] ?? 0),
    limit: emailLimits.perPersonAndDay,
    resetsAt: new Date(tomorrow).toISOString(),
  };
}

import { isConditionFailure, updateItem } from "../shared/aws/dynamodb.ts";
import { emailQuotaKey } from "../shared/sentiment/user-rows.ts";
import { QuotaExceededError } from "./errors.ts";
import { configuration, metrics, traced } from "./runtime.ts";

/** Mails that the free plan of SendGrid takes in a UTC day. */
export const mailsPerDay = 100;

/** How long a day's counter is kept after the day, for looking back. */
const keepDays = 30;

/**
 * Takes one mail out of the quota of the day: one conditional write, so that no two callers get the last one.
 *
 * @throws QuotaExceededError where none is left.
 */
export function takeFromQuota(now: Date): Promise<void> {
  return traced("take_email_quota", async (annotate) => {
    const used = await countOneMore(now).catch((error: unknown) => {
      if (isConditionFailure(error)) return undefined;
      throw error;
    });
    metrics.EmailQuotaUsed(used ?? mailsPerDay);
    annotate({ quota_used: used ?? mailsPerDay });
    if (used === undefined) throw new QuotaExceededError(`All ${mailsPerDay} mails of this day (UTC) were sent`);
  });
}

async function countOneMore(now: Date): Promise<number> {
  const today = now.toISOString();
  const { Attributes } = await updateItem(configuration.USERS_TABLE, {
    Key: emailQuotaKey(today.slice(0, 10)),
    UpdateExpression: "SET #last_sent_at = :now, #ttl_timestamp = :expiry ADD #count :one",
    ConditionExpression: "attribute_not_exists(#count) OR #count < :limit",
    ExpressionAttributeNames: { "#count": "count", "#last_sent_at": "last_sent_at", "#ttl_timestamp": "ttl_timestamp" },
    ExpressionAttributeValues: {
      ":one": 1,
      ":limit": mailsPerDay,
      ":now": today,
      ":expiry": Math.floor(now.getTime() / 1000) + keepDays * 86_400,
    },
    ReturnValues: "UPDATED_NEW",
  });
  return Number(Attributes?.count);
}

import * as z from "zod/mini";
import { updateItem } from "../shared/aws/dynamodb.ts";
import { configuration, metrics } from "./runtime.ts";
import { quotaEntityType, quotaKey, usedPercent } from "./source-quota.ts";

/** How long the row of a minute is kept, for looking back. */
const keepDays = 1;

const minuteRow = z.object({ count: z.int() });

/**
 * Takes one call per ticker out of Finnhub's quota of the minute (UTC) in which the run begins to ask. Of the numbers that
 * a caller counts up to, those within the limit are its own, so that one write decides, whoever else counts.
 *
 * @param tickers in the order in which they come up.
 * @returns those that may be asked for: the first.
 * @throws the SDK's error where the quota cannot be counted: without it nothing may be asked for.
 */
export async function admitCalls(tickers: readonly string[], now: Date): Promise<readonly string[]> {
  const limit = configuration.FINNHUB_CALLS_PER_MINUTE;
  const count = await countCalls(tickers.length, now);
  metrics.QuotaUsed(usedPercent(Math.min(count, limit), limit), { Source: "finnhub" });
  const beyond = Math.max(0, count - limit);
  return tickers.slice(0, Math.max(0, tickers.length - beyond));
}

async function countCalls(calls: number, now: Date): Promise<number> {
  const { Attributes } = await updateItem(configuration.USERS_TABLE, {
    Key: quotaKey("finnhub", now.toISOString().slice(0, "YYYY-MM-DDTHH:MM".length)),
    UpdateExpression: "SET #entity_type = :entity_type, #ttl_timestamp = :expiry ADD #count :calls",
    ExpressionAttributeNames: {
      "#entity_type": "entity_type",
      "#ttl_timestamp": "ttl_timestamp",
      "#count": "count",
    },
    ExpressionAttributeValues: {
      ":entity_type": quotaEntityType,
      ":expiry": Math.floor(now.getTime() / 1000) + keepDays * 86_400,
      ":calls": calls,
    },
    ReturnValues: "UPDATED_NEW",
  });
  return minuteRow.parse(Attributes).count;
}

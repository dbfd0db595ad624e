import * as z from "zod/mini";
import { getItem, isConditionFailure, updateItem } from "../shared/aws/dynamodb.ts";
import { configuration, metrics } from "./runtime.ts";
import { quotaEntityType, quotaKey, usedPercent, withinLimit } from "./source-quota.ts";

/** How long the row of a month is kept from its last change: beyond the month's end, for looking back. */
const keepDays = 90;

const monthRow = z.object({ count: z.int(), symbols: z.set(z.string()) });

/**
 * Takes tickers out of Tiingo's quota of the month (UTC), which counts the symbols that were asked for, however often.
 *
 * @param tickers in the order in which they come up.
 * @returns those that may be asked for, in the same order. They are counted; most runs find all counted and write nothing.
 * @throws the SDK's error where the quota cannot be read or counted: without it nothing may be asked for.
 */
export async function admitSymbols(tickers: readonly string[], now: Date): Promise<readonly string[]> {
  return admitOnce(tickers, now).catch((error: unknown) => {
    // Somebody else counted meanwhile, or this call did and its answer was lost.
    if (isConditionFailure(error)) return admitOnce(tickers, now);
    throw error;
  });
}

async function admitOnce(tickers: readonly string[], now: Date): Promise<readonly string[]> {
  const limit = configuration.TIINGO_SYMBOLS_PER_MONTH;
  const counted = await readSymbols(now);
  const { admitted, added } = withinLimit(tickers, counted, limit);
  if (added.length > 0) await addSymbols(added, counted.size, now);
  metrics.QuotaUsed(usedPercent(counted.size + added.length, limit), { Source: "tiingo" });
  return admitted;
}

function keyOf(now: Date) {
  return quotaKey("tiingo", now.toISOString().slice(0, "YYYY-MM".length));
}

async function readSymbols(now: Date): Promise<ReadonlySet<string>> {
  const row = await getItem(configuration.USERS_TABLE, { Key: keyOf(now), ConsistentRead: true });
  return row === undefined ? new Set() : monthRow.parse(row).symbols;
}

/** Symbols are never taken away again, so that as many as before are the same as before. */
async function addSymbols(added: readonly string[], countedBefore: number, now: Date): Promise<void> {
  const isFirst = countedBefore === 0;
  await updateItem(configuration.USERS_TABLE, {
    Key: keyOf(now),
    UpdateExpression:
      "SET #entity_type = :entity_type, #ttl_timestamp = :expiry ADD #count :added_count, #symbols :added",
    ConditionExpression: isFirst ? "attribute_not_exists(#count)" : "#count = :counted",
    ExpressionAttributeNames: {
      "#entity_type": "entity_type",
      "#ttl_timestamp": "ttl_timestamp",
      "#count": "count",
      "#symbols": "symbols",
    },
    ExpressionAttributeValues: {
      ":entity_type": quotaEntityType,
      ":expiry": Math.floor(now.getTime() / 1000) + keepDays * 86_400,
      ":added_count": added.length,
      ":added": new Set(added),
      ...(isFirst ? {} : { ":counted": countedBefore }),
    },
  });
}

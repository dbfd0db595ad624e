import * as z from "zod/mini";
import { withNames } from "../../shared/aws/attribute-names.ts";
import { pages, queryIndexPage, type Row } from "../../shared/aws/dynamodb.ts";
import { personPartition } from "../../shared/sentiment/configurations.ts";
import { type AlertRow, alertDirections, alertEntityType, alertPrefix } from "../../shared/sentiment/user-rows.ts";
import { hourMilliseconds } from "../hour-buckets.ts";
import { claimMail, type Release } from "../mail-claim.ts";
import { configuration, logger } from "../runtime.ts";

const alertRow = z.object({
  PK: z.string().check(z.startsWith(personPartition("")), z.minLength(personPartition("").length + 1)),
  SK: z.string().check(z.startsWith(alertPrefix)),
  threshold_direction: z.enum(alertDirections),
  threshold_value: z.number(),
  last_triggered_at: z.optional(z.iso.datetime({ precision: 3 })),
});

/** A threshold that a person set, as it was read. */
export interface AlertRule {
  readonly key: { readonly PK: string; readonly SK: string };
  readonly userId: string;
  readonly ticker: string;
  readonly direction: AlertRow["threshold_direction"];
  /** Average polarity, -1 to 1. */
  readonly threshold: number;
  /** ISO 8601, UTC, milliseconds; undefined: never. */
  readonly lastTriggeredAt: string | undefined;
}

/** How long a rule is silent after it triggered. */
const silentMilliseconds = hourMilliseconds;

/** All enabled rules of a ticker. Rows that nobody can act on are logged and left out. */
export async function enabledRules(ticker: string): Promise<readonly AlertRule[]> {
  const rows: Row[] = [];
  const readPage = (startKey: Row | undefined) =>
    queryIndexPage(
      configuration.USERS_TABLE,
      "by_entity_status",
      withNames({
        KeyConditionExpression: "#entity_type = :rules AND #status = :enabled",
        ProjectionExpression: "#PK, #SK, #threshold_direction, #threshold_value, #last_triggered_at",
        ExpressionAttributeValues: { ":rules": alertEntityType(ticker), ":enabled": "enabled" },
        ExclusiveStartKey: startKey,
      }),
    );
  for await (const { Items = [] } of pages(readPage)) rows.push(...Items);
  return rows.flatMap((row) => {
    const { data, error } = alertRow.safeParse(row);
    if (error === undefined) return [ruleOf(data, ticker)];
    logger.warn("an alert is malformed", { fields: error.issues.map(({ path }) => path.join(".")) });
    return [];
  });
}

function ruleOf(row: z.infer<typeof alertRow>, ticker: string): AlertRule {
  return {
    key: { PK: row.PK, SK: row.SK },
    userId: row.PK.slice(personPartition("").length),
    ticker,
    direction: row.threshold_direction,
    threshold: row.threshold_value,
    lastTriggeredAt: row.last_triggered_at,
  };
}

/** Whether a value is beyond the threshold, and the rule not silent. A value that equals the threshold is not beyond it. */
export function isCrossed({ direction, threshold, lastTriggeredAt }: AlertRule, value: number, now: Date): boolean {
  const isBeyond = direction === "above" ? value > threshold : value < threshold;
  return isBeyond && (lastTriggeredAt === undefined || lastTriggeredAt < silentSince(now));
}

/** A rule that triggered before this time may trigger now. */
function silentSince(now: Date): string {
  return new Date(now.getTime() - silentMilliseconds).toISOString();
}

/**
 * Notes that a rule triggers, before its mail is sent: whoever comes second within the hour sends nothing.
 *
 * @returns undefined where somebody else was first, or the rule is not any more what was read.
 */
export function claim(rule: AlertRule, now: Date): Promise<Release | undefined> {
  const isAsRead = "#status = :enabled AND #threshold_direction = :direction AND #threshold_value = :threshold";
  const isNotSilent = "(attribute_not_exists(#last_triggered_at) OR #last_triggered_at < :since)";
  return claimMail(
    {
      Key: rule.key,
      noted: "last_triggered_at",
      before: rule.lastTriggeredAt,
      counter: "trigger_count",
      condition: `${isAsRead} AND ${isNotSilent}`,
      values: {
        ":enabled": "enabled",
        ":direction": rule.direction,
        ":threshold": rule.threshold,
        ":since": silentSince(now),
      },
    },
    now,
  );
}

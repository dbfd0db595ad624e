import * as z from "zod/mini";
import { pages, queryIndexPage, type Row } from "../../shared/aws/dynamodb.ts";
import { personPartition } from "../../shared/sentiment/configurations.ts";
import { digestSettingsKey } from "../../shared/sentiment/user-rows.ts";
import { claimMail, type Release } from "../mail-claim.ts";
import { configuration, logger } from "../runtime.ts";
import { localTime } from "./local-time.ts";

const settingsRow = z.object({
  PK: z.string().check(z.startsWith(personPartition("")), z.minLength(personPartition("").length + 1)),
  time: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
  timezone: z.string().check(z.refine(isZone)),
  include_all_configs: z.nullish(z.boolean()),
  config_ids: z.nullish(z.array(z.string())),
  last_sent: z.optional(z.nullable(z.iso.datetime())),
});

/** What a person asked for. */
export interface Subscription {
  readonly userId: string;
  /** Local hour, 0 to 23. */
  readonly hour: number;
  readonly timezone: string;
  /** Configurations to include; undefined: all. */
  readonly configurationIds: readonly string[] | undefined;
  /** As the row holds it. */
  readonly lastSent: string | null | undefined;
}

/** Reads everybody who wants a digest. Rows that nobody can act on are logged and left out. */
export async function enabledSubscriptions(): Promise<readonly Subscription[]> {
  const rows: Row[] = [];
  for await (const { Items = [] } of pages(readPage)) rows.push(...Items);
  return rows.flatMap((row) => {
    const { data, error } = settingsRow.safeParse(row);
    if (error === undefined) return [subscription(data)];
    logger.warn("digest settings are malformed", { fields: error.issues.map(({ path }) => path.join(".")) });
    return [];
  });
}

function readPage(startKey: Row | undefined) {
  return queryIndexPage(configuration.USERS_TABLE, "by_entity_status", {
    KeyConditionExpression: "#entity_type = :settings AND #status = :enabled",
    ProjectionExpression: "#PK, #time, #timezone, #include_all_configs, #config_ids, #last_sent",
    ExpressionAttributeNames: {
      "#entity_type": "entity_type",
      "#status": "status",
      "#PK": "PK",
      "#time": "time",
      "#timezone": "timezone",
      "#include_all_configs": "include_all_configs",
      "#config_ids": "config_ids",
      "#last_sent": "last_sent",
    },
    ExpressionAttributeValues: { ":settings": "DIGEST_SETTINGS", ":enabled": "enabled" },
    ExclusiveStartKey: startKey,
  });
}

function subscription(row: z.infer<typeof settingsRow>): Subscription {
  return {
    userId: row.PK.slice(personPartition("").length),
    hour: Number(row.time.slice(0, 2)),
    timezone: row.timezone,
    configurationIds: row.include_all_configs === false ? (row.config_ids ?? []) : undefined,
    lastSent: row.last_sent,
  };
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** Whether it is the person's hour, and today's digest (by their calendar) was not sent. */
export function isDue({ hour, timezone, lastSent }: Subscription, now: Date): boolean {
  const { date, hour: localHour } = localTime(now, timezone);
  if (localHour !== hour) return false;
  return lastSent === undefined || lastSent === null || localTime(new Date(lastSent), timezone).date !== date;
}

/**
 * Marks a digest as sent, before it is: whoever comes second, a retry or another run, sends nothing.
 *
 * @returns undefined where this caller is not the first, or the person does not want digests any more.
 */
export function claim({ userId, lastSent }: Subscription, now: Date): Promise<Release | undefined> {
  const isAsRead = lastSent === undefined ? "attribute_not_exists(#last_sent)" : "#last_sent = :before";
  return claimMail(
    {
      Key: digestSettingsKey(userId),
      noted: "last_sent",
      before: lastSent,
      condition: `#status = :enabled AND ${isAsRead}`,
      values: { ":enabled": "enabled", ...(lastSent === undefined ? {} : { ":before": lastSent }) },
    },
    now,
  );
}

import { randomUUID } from "node:crypto";
import { emailLimits, personMailsAttribute } from "../shared/sentiment/email-limits.ts";
import { emailQuotaKey, type UserRowKey } from "../shared/sentiment/user-rows.ts";
import { writeIfStill, writeOnCondition } from "./conditional-write.ts";
import { PersonalLimitError, QuotaExceededError } from "./errors.ts";
import { metrics, traced } from "./runtime.ts";

/** How long a day's counters are kept after the day, for looking back. */
const keepDays = 30;

/** A mail's place in the quota of a day. */
export interface QuotaPlace {
  readonly Key: UserRowKey;
  /** Counted under it, so that a write that is repeated counts once. */
  readonly mailId: string;
  readonly userId: string | undefined;
}

/** What is counted of a day. */
interface Counted {
  readonly ofDay: number;
  readonly ofPerson: number;
  readonly hasPlace: boolean;
}

/**
 * Takes a place in the quota of the day, and of the person where one is given: one conditional write for both, so that
 * no two callers get the last place.
 *
 * @throws PersonalLimitError, QuotaExceededError where none is left.
 */
export function takeFromQuota(userId: string | undefined, now: Date): Promise<QuotaPlace> {
  return traced("take_email_quota", async (annotate) => {
    const place = { Key: emailQuotaKey(now.toISOString().slice(0, 10)), mailId: randomUUID(), userId };
    const { ofDay, ofPerson, hasPlace } = await take(place, now);
    metrics.EmailQuotaUsed(ofDay);
    annotate({ quota_used: ofDay });
    if (hasPlace) return place;
    const { perDay, perPersonAndDay } = emailLimits;
    if (ofPerson >= perPersonAndDay)
      throw new PersonalLimitError(`All ${perPersonAndDay} mails of this day (UTC) for one person were sent`);
    throw new QuotaExceededError(`All ${perDay} mails of this day (UTC) were sent`);
  });
}

/** Takes a place; one that a write took whose answer got lost is told by the id of the mail. */
async function take(place: QuotaPlace, now: Date): Promise<Counted> {
  const { mailId, userId } = place;
  const { isMade, row } = await writeOnCondition(takeRequest(place, now));
  const ids = row?.mail_ids;
  return {
    ofDay: Number(row?.count ?? 0),
    ofPerson: userId === undefined ? 0 : Number(row?.[personMailsAttribute(userId)] ?? 0),
    hasPlace: isMade || (ids instanceof Set && ids.has(mailId)),
  };
}

function takeRequest({ Key, mailId, userId }: QuotaPlace, now: Date) {
  const isOfPerson = userId !== undefined;
  const counted = ["#count :one", "#mail_ids :mail_ids", ...(isOfPerson ? ["#person :one"] : [])];
  const conditions = [
    "NOT contains(#mail_ids, :mail_id)",
    "(attribute_not_exists(#count) OR #count < :day)",
    ...(isOfPerson ? ["(attribute_not_exists(#person) OR #person < :person)"] : []),
  ];
  return {
    Key,
    UpdateExpression: `SET #last_sent_at = :now, #ttl_timestamp = :expiry ADD ${counted.join(", ")}`,
    ConditionExpression: conditions.join(" AND "),
    ExpressionAttributeNames: {
      "#last_sent_at": "last_sent_at",
      "#ttl_timestamp": "ttl_timestamp",
      ...countedNames(userId),
    },
    ExpressionAttributeValues: {
      ":one": 1,
      ":day": emailLimits.perDay,
      ":now": now.toISOString(),
      ":expiry": Math.floor(now.getTime() / 1000) + keepDays * 86_400,
      ":mail_id": mailId,
      ":mail_ids": new Set([mailId]),
      ...(isOfPerson ? { ":person": emailLimits.perPersonAndDay } : {}),
    },
    ReturnValues: "UPDATED_NEW" as const,
  };
}

/** Gives a place back, once however often it is called. */
export async function giveBack({ Key, mailId, userId }: QuotaPlace): Promise<void> {
  const counted = ["#count :less", ...(userId === undefined ? [] : ["#person :less"])];
  await writeIfStill({
    Key,
    UpdateExpression: `ADD ${counted.join(", ")} DELETE #mail_ids :mail_ids`,
    ConditionExpression: "contains(#mail_ids, :mail_id)",
    ExpressionAttributeNames: countedNames(userId),
    ExpressionAttributeValues: { ":less": -1, ":mail_id": mailId, ":mail_ids": new Set([mailId]) },
  });
}

function countedNames(userId: string | undefined): Readonly<Record<string, string>> {
  const person = userId === undefined ? {} : { "#person": personMailsAttribute(userId) };
  return { "#count": "count", "#mail_ids": "mail_ids", ...person };
}

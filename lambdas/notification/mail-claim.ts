import { randomUUID } from "node:crypto";
import { withNames } from "../shared/aws/attribute-names.ts";
import type { UserRowKey } from "../shared/sentiment/user-rows.ts";
import { writeIfStill, writeOnCondition } from "./conditional-write.ts";
import { tryToGiveBack } from "./give-back.ts";

/** A row that asks for a mail, and how it says that the mail is sent. */
export interface Claimable {
  readonly Key: UserRowKey;
  /** Attribute that takes the time of the claim. */
  readonly noted: "last_sent" | "last_triggered_at" | "mail_sent_at";
  /** What it held when it was read, and holds again where no mail goes out; undefined: it was not there. */
  readonly before: string | null | undefined;
  /** Attribute that counts mails; undefined: none does. */
  readonly counter?: "trigger_count";
  /** Condition of the claim; `:now` is its time. */
  readonly condition: string;
  /** Values in the condition beside `:now`. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Takes a claim back because no mail goes out, so that a retry can send it. Does nothing where the claim is gone. */
export type Release = () => Promise<void>;

/**
 * Notes that a mail is sent, before it is: whoever comes second sends nothing. A claim has an id of its own in the row,
 * by which it is known again where the answer to it got lost and the SDK repeated it. Where no answer comes at all, it
 * is taken back.
 *
 * @returns undefined where the condition does not hold: somebody else was first, or the row is not what it was.
 */
export async function claimMail(claimable: Claimable, now: Date): Promise<Release | undefined> {
  const { Key, noted, counter, condition, values } = claimable;
  const id = randomUUID();
  const release = () => releaseMail(claimable, id);
  const write = withNames({
    Key,
    UpdateExpression: `SET #${noted} = :now, #claim_id = :claim_id${counting(counter)}`,
    ConditionExpression: condition,
    ExpressionAttributeValues: {
      ...values,
      ":now": now.toISOString(),
      ":claim_id": id,
      ...(counter === undefined ? {} : { ":mails": 1 }),
    },
  });
  try {
    const { isMade, row } = await writeOnCondition(write);
    return isMade || row?.claim_id === id ? release : undefined;
  } catch (error) {
    await tryToGiveBack("the claim of a mail", release);
    throw error;
  }
}

async function releaseMail({ Key, noted, before, counter }: Claimable, id: string): Promise<void> {
  const isFirst = before === undefined;
  await writeIfStill(
    withNames({
      Key,
      UpdateExpression: `${isFirst ? `REMOVE #${noted},` : `SET #${noted} = :before REMOVE`} #claim_id${counting(counter)}`,
      ConditionExpression: "#claim_id = :claim_id",
      ExpressionAttributeValues: {
        ":claim_id": id,
        ...(isFirst ? {} : { ":before": before }),
        ...(counter === undefined ? {} : { ":mails": -1 }),
      },
    }),
  );
}

/** The part of an update that counts a mail, or takes it from the count. */
function counting(counter: Claimable["counter"]): string {
  return counter === undefined ? "" : ` ADD #${counter} :mails`;
}

import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { hourOf, isWeekend, minutesOfDay, minutesOfHour } from "./clock.ts";
import type { Moment } from "./moment.ts";
import { invoke, repeatsAfter, type Usual } from "./platform.ts";

/** Mails of a day (UTC) that the plan of SendGrid allows. */
const mailsPerDay = 100;

/** Hours (UTC) in which the mornings of most people begin, when digests are due. */
const digestHours = [6, 7, 8, 11, 12, 13];

/** The function that sends mails: hourly digests. */
export function notificationModel(contract: LambdaContract) {
  const usual: Usual = { contract, milliseconds: (random) => random.between(300, 4_000), memory: 0.45 };
  const due = new Map<number, number[]>();
  let usedToday = 0;
  return (moment: Moment): void => {
    const { minute, conditions, random } = moment;
    if (minute % minutesOfDay === 0) usedToday = 0;
    const isOff = conditions.switchedOff?.[contract.name] === true || conditions.lockedOut?.[contract.name] === true;
    const attempts = [...(minute % minutesOfHour === 0 && !isOff ? [0] : []), ...(due.get(minute) ?? [])];
    due.delete(minute);
    for (const attempt of attempts) {
      const { ending, ends } = invoke(usual, minute, moment);
      if (ending === "done") {
        const mails = digestsDue(moment) + random.count(conditions.extraMails ?? 0);
        usedToday = sendMails(contract, moment, { mails, ends, usedToday });
        continue;
      }
      const pause = ending === "refused" ? 2 : repeatsAfter[attempt];
      const next = ending === "refused" ? attempt : attempt + 1;
      if (pause !== undefined) due.set(minute + pause, [...(due.get(minute + pause) ?? []), next]);
    }
  };
}

function digestsDue({ minute, load }: Moment): number {
  const share = isWeekend(minute) ? 0.5 : 1;
  return digestHours.includes(hourOf(minute)) ? Math.ceil((load.digests * share) / digestHours.length) : 0;
}

interface Mails {
  readonly mails: number;
  readonly ends: number;
  readonly usedToday: number;
}

/** @returns mails of this day so far. */
function sendMails(contract: LambdaContract, { conditions, random, record }: Moment, { mails, ends, usedToday }: Mails): number {
  let used = usedToday;
  for (let mail = 0; mail < mails; mail++) {
    record.custom(contract, "EmailsAttempted", 1, { minute: ends });
    record.custom(contract, "EmailQuotaUsed", Math.min(used + 1, mailsPerDay), { minute: ends });
    const isSent = used < mailsPerDay && !random.happens(conditions.mailsFailing ?? 0);
    if (used < mailsPerDay) used++;
    record.custom(contract, isSent ? "EmailsSent" : "EmailsFailed", 1, { minute: ends });
  }
  return used;
}

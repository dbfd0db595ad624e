import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { asynchronousEvents, type DeadLetters, deadLetters } from "./asynchronous-events.ts";
import { hourOf, isWeekend, minutesOfDay, minutesOfHour } from "./clock.ts";
import { isScheduled } from "./conditions.ts";
import type { Moment } from "./moment.ts";
import { invoke, type Usual } from "./platform.ts";

/** Mails of a day (UTC) that the plan of SendGrid allows. */
const mailsPerDay = 100;
/** Hours (UTC) in which the mornings of most people begin, when digests are due. */
const digestHours = [6, 7, 8, 11, 12, 13];
/** One scored story in so many crosses somebody's threshold. */
const storiesPerAlert = 150;

export interface NotificationModel {
  /** Sends digests, and looks at the alerts of scored stories. */
  live(moment: Moment, scored: number): void;
  readonly dead: DeadLetters;
}

/** The function that sends mails. */
export function notificationModel(contract: LambdaContract): NotificationModel {
  const usual: Usual = { contract, milliseconds: (random) => random.between(60, 3_000), memory: 0.45 };
  const events = asynchronousEvents<"digests" | "alerts">();
  const dead = deadLetters();
  let used = 0;
  return {
    live(moment, scored) {
      const { minute, conditions } = moment;
      if (minute % minutesOfDay === 0) used = 0;
      if (minute % minutesOfHour === 0 && isScheduled(conditions, contract.name)) events.put(minute, "digests");
      for (let story = 0; story < scored; story++) events.put(minute, "alerts");
      for (const attempt of events.take(minute)) {
        const { ending, ends } = invoke(usual, minute, moment);
        if (ending === "done") used = sendMails(contract, moment, { event: attempt.event, ends, used });
        else if (!events.repeat(minute, attempt, ending)) dead.add(minute);
      }
    },
    dead,
  };
}

interface Mails {
  readonly event: "digests" | "alerts";
  readonly ends: number;
  /** Mails of this day so far. */
  readonly used: number;
}

/** @returns mails of this day so far. */
function sendMails(contract: LambdaContract, moment: Moment, { event, ends, used }: Mails): number {
  const { minute, conditions, random, record } = moment;
  const count = (metric: string, value = 1) => record.custom(contract, metric, value, { minute: ends });
  const mails = event === "digests" ? digestsDue(moment) + random.count(conditions.extraMails ?? 0) : alertsDue(moment);
  let [left, withheld] = [mailsPerDay - used, moment.week.isBurst(minute) && event === "alerts" && mails > 0 ? 1 : 0];
  for (let mail = 0; mail < mails; mail++) {
    if (event === "alerts") count("AlertsTriggered");
    if (withheld > 0) {
      withheld--;
      count("EmailsWithheld");
      continue;
    }
    count("EmailsAttempted");
    const isSent = left > 0 && !random.happens(conditions.mailsFailing ?? 0);
    left = Math.max(0, left - 1);
    count("EmailQuotaUsed", mailsPerDay - left);
    count(isSent ? "EmailsSent" : "EmailsFailed");
  }
  return mailsPerDay - left;
}

function digestsDue({ minute, load }: Moment): number {
  const share = isWeekend(minute) ? 0.5 : 1;
  return digestHours.includes(hourOf(minute)) ? Math.ceil((load.digests * share) / digestHours.length) : 0;
}

function alertsDue({ conditions, random }: Moment): number {
  return conditions.alertsPerStory ?? (random.happens(1 / storiesPerAlert) ? 1 : 0);
}

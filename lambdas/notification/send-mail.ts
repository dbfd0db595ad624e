import { readSecret } from "../shared/aws/secrets.ts";
import { giveBack, takeFromQuota } from "./email-quota.ts";
import { OutOfTimeError, PersonalLimitError, UnansweredMailError } from "./errors.ts";
import { tryToGiveBack } from "./give-back.ts";
import type { Release } from "./mail-claim.ts";
import type { Mail } from "./mails/mail.ts";
import { pause, retryPause } from "./retry-pause.ts";
import { configuration, metrics } from "./runtime.ts";
import { callSendGrid, longestCallMilliseconds } from "./sendgrid.ts";

/** Milliseconds that the invocation still has. */
export type TimeLeft = () => number;

/** Milliseconds that one mail may take beside the call of SendGrid: reading, claiming, counting, and taking that back. */
const reservedMilliseconds = 4_000;

/** Whether a mail that is begun now, or tried again, surely ends within the invocation. */
export function hasTimeForMail(timeLeft: TimeLeft): boolean {
  return timeLeft() > longestCallMilliseconds + reservedMilliseconds;
}

/** Of it, what giving back a claim and a place in the quota may take. */
const givingBackMilliseconds = 2_500;

/** How a mail is sent. */
export interface Sending {
  /** Person whose mails are counted; undefined where it is about an address that nobody has proved to have. */
  readonly userId: string | undefined;
  readonly timeLeft: TimeLeft;
  /** Takes back what says that the mail is sent. Called where it certainly is not. */
  readonly release: Release;
}

/**
 * Sends a mail whose sending was claimed before, if the quota of the day allows it. What passes by itself is tried again
 * while there is time. Where the mail certainly was not sent, the claim and its place in the quota are given back, so
 * that a retry can send it; one that may be on its way keeps both: rather no mail than two.
 *
 * @throws UnansweredMailError where nobody knows whether it goes out; after any other error it does not.
 */
export async function sendMail(mail: Mail, { userId, timeLeft, release }: Sending): Promise<void> {
  try {
    const key = await readSecret(configuration.SENDGRID_SECRET_ARN, "api_key");
    const place = await takeFromQuota(userId, new Date());
    try {
      await deliver(mail, key, timeLeft);
    } catch (error) {
      if (!(error instanceof UnansweredMailError)) await tryToGiveBack("the quota of a mail", () => giveBack(place));
      throw error;
    }
    metrics.EmailsAttempted(1);
    metrics.EmailsSent(1);
  } catch (error) {
    // A mail that its reader's own limit withholds is no attempt: it says nothing about delivery.
    if (error instanceof PersonalLimitError) {
      metrics.EmailsWithheld(1);
    } else {
      metrics.EmailsAttempted(1);
      metrics.EmailsFailed(1);
    }
    if (!(error instanceof UnansweredMailError)) await tryToGiveBack("the claim of a mail", release);
    throw error;
  }
}

async function deliver(mail: Mail, key: string, timeLeft: TimeLeft): Promise<void> {
  // Claiming can take long where a table answers late; a mail that Lambda interrupts would be lost.
  if (timeLeft() < longestCallMilliseconds + givingBackMilliseconds)
    throw new OutOfTimeError("No time is left to call SendGrid");
  for (let attempts = 1; ; attempts++) {
    try {
      return await callSendGrid(mail, key);
    } catch (error) {
      const milliseconds = retryPause(error, attempts);
      if (milliseconds === undefined || !hasTimeForMail(() => timeLeft() - milliseconds)) throw error;
      await pause(milliseconds);
    }
  }
}

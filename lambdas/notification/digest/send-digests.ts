import { eachInTime } from "../each-in-time.ts";
import { PersonalLimitError, UnsentDigestsError } from "../errors.ts";
import { digestMail, type TickerDigest } from "../mails/digest-mail.ts";
import type { Mail } from "../mails/mail.ts";
import { addressOf } from "../recipient.ts";
import { configuration, logger, traced } from "../runtime.ts";
import { sendMail, type TimeLeft } from "../send-mail.ts";
import { followedTickers } from "./followed-tickers.ts";
import { localTime } from "./local-time.ts";
import { claim, enabledSubscriptions, isDue, type Subscription } from "./subscriptions.ts";
import { tickerDigests } from "./ticker-digests.ts";

/** What a run did. */
export interface DigestSummary {
  readonly due: number;
  readonly sent: number;
  /** People without address or tickers or beyond their limit of mails, and digests that another run sends. */
  readonly skipped: number;
}

/**
 * Sends the digests that are due. One that fails does not stop the others.
 *
 * No digest is begun that might not end within the invocation.
 *
 * @throws UnsentDigestsError at the end, where digests failed or were not begun.
 */
export function sendDigests(now: Date, timeLeft: TimeLeft): Promise<DigestSummary> {
  return traced("handle_daily_digest", async (annotate) => {
    const enabled = await enabledSubscriptions();
    const due = enabled.filter((subscription) => isDue(subscription, now));
    annotate({ enabled_count: enabled.length, due_count: due.length });
    const readTicker = tickerDigests(now);
    const outcomes = await eachInTime(due, timeLeft, "a digest failed", (subscription) =>
      sendDigest(subscription, now, readTicker, timeLeft),
    );
    const count = (outcome: string) => outcomes.filter((each) => each === outcome).length;
    const summary = { due: due.length, sent: count("sent"), skipped: count("skipped") };
    const unsent = due.length - summary.sent - summary.skipped;
    annotate({ sent_count: summary.sent, skipped_count: summary.skipped, failed_count: unsent });
    logger.info("digests sent", { ...summary, failed: unsent });
    if (unsent > 0) throw new UnsentDigestsError(`${unsent} of ${due.length} digests were not sent`);
    return summary;
  });
}

async function sendDigest(
  subscription: Subscription,
  now: Date,
  readTicker: (ticker: string) => Promise<TickerDigest>,
  timeLeft: TimeLeft,
): Promise<"sent" | "skipped"> {
  const mail = await prepare(subscription, now, readTicker);
  const release = mail === undefined ? undefined : await claim(subscription, now);
  if (mail === undefined || release === undefined) return "skipped";
  const { userId } = subscription;
  try {
    await sendMail(mail, { userId, timeLeft, release });
  } catch (error) {
    // The limit protects the person: that it does is no failure.
    if (error instanceof PersonalLimitError) return "skipped";
    throw error;
  }
  return "sent";
}

/** Undefined where there is nobody to write to or nothing to write about. */
async function prepare(
  subscription: Subscription,
  now: Date,
  readTicker: (ticker: string) => Promise<TickerDigest>,
): Promise<Mail | undefined> {
  const to = await addressOf(subscription.userId);
  if (to === undefined) return undefined;
  const tickers = await followedTickers(subscription);
  if (tickers.length === 0) return undefined;
  const { day } = localTime(now, subscription.timezone);
  return digestMail({ to, day, tickers: await Promise.all(tickers.map(readTicker)) }, configuration.DASHBOARD_URL);
}

import { UnansweredMailError, UnsentDigestsError } from "../errors.ts";
import { digestMail, type TickerDigest } from "../mails/digest-mail.ts";
import type { Mail } from "../mails/mail.ts";
import { configuration, logger, traced } from "../runtime.ts";
import { longestCallMilliseconds, sendMail } from "../send-mail.ts";
import { localTime } from "./local-time.ts";
import { addressOf, followedTickers } from "./recipient.ts";
import { claim, enabledSubscriptions, isDue, release, type Subscription } from "./subscriptions.ts";
import { tickerDigests } from "./ticker-digests.ts";

/** Digests that are prepared and sent at the same time. */
const parallelDigests = 4;

/** Milliseconds that one digest may take beside the call of SendGrid: reading, claiming, counting. */
const reservedMilliseconds = 4_000;

/** What a run did. */
export interface DigestSummary {
  readonly due: number;
  readonly sent: number;
  /** People without address or tickers, and digests that another run sends. */
  readonly skipped: number;
}

/**
 * Sends the digests that are due. One that fails does not stop the others.
 *
 * @param timeLeft milliseconds that the invocation still has; no digest is begun that might not end.
 * @throws UnsentDigestsError at the end, where digests failed or were not begun.
 */
export function sendDigests(now: Date, timeLeft: () => number): Promise<DigestSummary> {
  return traced("handle_daily_digest", async (annotate) => {
    const enabled = await enabledSubscriptions();
    const due = enabled.filter((subscription) => isDue(subscription, now));
    annotate({ enabled_count: enabled.length, due_count: due.length });
    const readTicker = tickerDigests(now);
    const outcomes: ("sent" | "skipped" | "failed")[] = [];
    const waiting = due.values();
    const worker = async () => {
      while (timeLeft() > longestCallMilliseconds + reservedMilliseconds) {
        const { value: subscription, done } = waiting.next();
        if (done) return;
        outcomes.push(await sendDigest(subscription, now, readTicker).catch(failed));
      }
    };
    await Promise.all(Array.from({ length: parallelDigests }, worker));
    const count = (outcome: string) => outcomes.filter((each) => each === outcome).length;
    const summary = { due: due.length, sent: count("sent"), skipped: count("skipped") };
    const unsent = due.length - summary.sent - summary.skipped;
    annotate({ sent_count: summary.sent, skipped_count: summary.skipped, failed_count: unsent });
    logger.info("digests sent", { ...summary, failed: unsent });
    if (unsent > 0) throw new UnsentDigestsError(`${unsent} of ${due.length} digests were not sent`);
    return summary;
  });
}

/** The class alone: messages can quote addresses. */
function failed(error: unknown): "failed" {
  logger.error("a digest failed", { error_type: error instanceof Error ? error.name : typeof error });
  return "failed";
}

async function sendDigest(
  subscription: Subscription,
  now: Date,
  readTicker: (ticker: string) => Promise<TickerDigest>,
): Promise<"sent" | "skipped"> {
  const mail = await prepare(subscription, now, readTicker);
  if (mail === undefined || !(await claim(subscription, now))) return "skipped";
  try {
    await sendMail(mail);
  } catch (error) {
    // A mail that may be on its way keeps its claim: rather no digest than two.
    if (!(error instanceof UnansweredMailError)) await release(subscription, now);
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

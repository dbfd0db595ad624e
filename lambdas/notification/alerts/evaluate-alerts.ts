import { eachInTime } from "../each-in-time.ts";
import { PersonalLimitError, UnsentAlertsError } from "../errors.ts";
import { alertMail } from "../mails/alert-mail.ts";
import { addressOf } from "../recipient.ts";
import { configuration, logger, metrics, traced } from "../runtime.ts";
import { sendMail, type TimeLeft } from "../send-mail.ts";
import { type AlertRule, claim, enabledRules, isCrossed } from "./alert-rules.ts";
import { currentSentiment } from "./current-sentiment.ts";

/** What an evaluation did. */
export interface AlertSummary {
  readonly sent: number;
  /** Alerts of people without address or beyond their limit of mails, and those that another run sends. */
  readonly skipped: number;
}

/** A rule, and the value that is beyond its threshold. */
interface Crossing {
  readonly rule: AlertRule;
  readonly value: number;
}

/**
 * Looks at the rules of tickers whose sentiment may have changed, and mails those that are crossed, each at most once
 * an hour: to be asked twice does nothing. One that fails does not stop the others.
 *
 * @throws UnsentAlertsError at the end, where tickers were not looked at or mails not sent.
 */
export function evaluateAlerts(tickers: readonly string[], now: Date, timeLeft: TimeLeft): Promise<AlertSummary> {
  return traced("evaluate_alerts", async (annotate) => {
    const looked = await eachInTime(tickers, timeLeft, "a ticker was not looked at", (ticker) => look(ticker, now));
    const crossings = looked.flatMap(({ crossed }) => crossed);
    annotate({
      ticker_count: looked.length,
      rule_count: looked.reduce((sum, { ruleCount }) => sum + ruleCount, 0),
      crossed_count: crossings.length,
    });
    const outcomes = await eachInTime(crossings, timeLeft, "an alert failed", (each) => trigger(each, now, timeLeft));
    const sent = outcomes.filter((outcome) => outcome === "sent").length;
    const summary = { sent, skipped: outcomes.length - sent };
    const unlooked = tickers.length - looked.length;
    const unsent = crossings.length - outcomes.length;
    annotate({ sent_count: sent, skipped_count: summary.skipped, failed_count: unlooked + unsent });
    logger.info("alerts evaluated", { tickers: looked.length, crossed: crossings.length, ...summary });
    if (unlooked + unsent > 0)
      throw new UnsentAlertsError(
        `${unlooked} of ${tickers.length} tickers were not looked at, ${unsent} of ${crossings.length} alerts were not sent`,
      );
    return summary;
  });
}

/** The rules of one ticker that are crossed now. The time series of tickers without rules are not read. */
async function look(
  ticker: string,
  now: Date,
): Promise<{ readonly ruleCount: number; readonly crossed: readonly Crossing[] }> {
  const rules = await enabledRules(ticker);
  const value = rules.length === 0 ? undefined : await currentSentiment(ticker, now);
  if (value === undefined) return { ruleCount: rules.length, crossed: [] };
  const crossed = rules.filter((rule) => isCrossed(rule, value, now)).map((rule) => ({ rule, value }));
  return { ruleCount: rules.length, crossed };
}

async function trigger({ rule, value }: Crossing, now: Date, timeLeft: TimeLeft): Promise<"sent" | "skipped"> {
  const { userId } = rule;
  const to = await addressOf(userId);
  const release = to === undefined ? undefined : await claim(rule, now);
  if (to === undefined || release === undefined) return "skipped";
  const mail = alertMail({ ...rule, to, value }, configuration.DASHBOARD_URL);
  try {
    await sendMail(mail, { userId, timeLeft, release });
  } catch (error) {
    // The limit protects the person: that it does is no failure, and the rule may trigger again tomorrow.
    if (error instanceof PersonalLimitError) return "skipped";
    throw error;
  }
  metrics.AlertsTriggered(1);
  return "sent";
}

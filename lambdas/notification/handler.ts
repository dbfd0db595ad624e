import type { Context } from "aws-lambda";
import { evaluateAlerts } from "./alerts/evaluate-alerts.ts";
import { sendDigests } from "./digest/send-digests.ts";
import { OutOfTimeError } from "./errors.ts";
import { readRequest, requestTextsOf } from "./event.ts";
import { handle } from "./runtime.ts";
import { hasTimeForMail, type TimeLeft } from "./send-mail.ts";
import { sendMagicLink } from "./sign-in/send-magic-link.ts";

/** What an invocation did with mails. */
interface Summary {
  readonly sent: number;
  /** Mails that were due, and that nobody is to get: twice, without an address, beyond a limit, too late. */
  readonly skipped: number;
}

export const handler = handle(async (event: unknown, context: Context) => {
  const timeLeft = () => context.getRemainingTimeInMillis();
  const texts = requestTextsOf(event);
  return texts === undefined ? sendDigests(new Date(), timeLeft) : answerAll(texts, timeLeft);
});

/** Answers every request, also after one that fails; the first failure is thrown at the end. */
async function answerAll(texts: readonly string[], timeLeft: TimeLeft): Promise<Summary> {
  const summaries: Summary[] = [];
  const failures: unknown[] = [];
  for (const text of texts) {
    try {
      if (!hasTimeForMail(timeLeft)) throw new OutOfTimeError("No time is left to begin a request");
      summaries.push(await answer(text, timeLeft));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  const total = (of: keyof Summary) => summaries.reduce((sum, summary) => sum + summary[of], 0);
  return { sent: total("sent"), skipped: total("skipped") };
}

async function answer(text: string, timeLeft: TimeLeft): Promise<Summary> {
  const request = readRequest(text);
  switch (request.notification_type) {
    case "magic_link": {
      const isSent = await sendMagicLink(request, new Date(), timeLeft);
      return isSent ? { sent: 1, skipped: 0 } : { sent: 0, skipped: 1 };
    }
    case "evaluate_alerts":
      return evaluateAlerts(request.tickers, new Date(), timeLeft);
  }
}

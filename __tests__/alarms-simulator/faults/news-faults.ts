import { atOnce, type FaultRow, fault, nextRun, nextScore, used } from "./fault.ts";

const noScores = { ...used, failing: { analysis: 1 } };
const killed = { ...used, memory: { analysis: 1 } };

/** Minutes from a story to its third attempt, and until it counts as stuck. */
const thirdAttempt = nextScore + 5;
const stuck = nextScore + 6;

/** Minutes until self-healing has asked again for all stories, and somebody has emptied the queue of the dead. */
const untilHealed = 80;
const untilEmptied = 110;

/** Minutes until two runs of ingestion in a row have ended. */
const secondRun = nextRun + 5;

/** Hours of mails: digests go out at the full hour. */
const untilDigests = 62;
const twoHours = 125;
const aDay = 1_440;

/** Minutes whose stories make a rate, and of which several have to come together. */
const hoursOfStories = 360;

/** What goes wrong between the sources of news and the mails about them. */
export const newsFaults: readonly FaultRow[] = [
  [
    /^(?:circuit-breaker-open|consecutive-failed-runs)-(.+)$/,
    (source = "") => [fault("a source does not answer", { sourceFailing: { [source]: 1 } }, 18)],
  ],
  [/^tiingo-error-rate-high$/, () => [fault("a source does not answer", { sourceFailing: { tiingo: 1 } }, nextRun)]],
  [
    /^finnhub-error-rate-high$/,
    () => [fault("a source does not answer most calls", { sourceFailing: { finnhub: 0.6 } }, nextRun)],
  ],
  [
    /^collision-rate-high$/,
    () => [
      fault("headlines match too widely", { ...used, collisions: 0.9 }, hoursOfStories, { lingers: hoursOfStories }),
    ],
  ],
  [
    /^collision-rate-low$/,
    () => [
      fault("headlines are never matched", { ...used, collisions: 0 }, 3 * hoursOfStories, { lingers: hoursOfStories }),
    ],
  ],
  [/^quota-used-tiingo$/, () => [fault("too many tickers in a month", { tiingoSymbols: 450 }, nextRun)]],
  [/^quota-used-finnhub$/, () => [fault("too many tickers", { tickers: 55 }, nextRun)]],
  [/^ingestion-duration-high$/, () => [fault("sources answer slowly", { sourceSeconds: 40 }, nextRun)]],
  [
    /^no-new-items-1h$/,
    () => [
      fault("sources have nothing new", { noNews: true }, nextRun),
      fault("ingestion does not run", { switchedOff: { ingestion: true } }, nextRun),
    ],
  ],
  [/^self-healing-items-exhausted$/, () => [fault("stories cannot be scored", { exhausted: 2 }, nextRun)]],
  [/^sns-publish-errors$/, () => [fault("the topic takes no requests", { ...used, publishing: 0.5 }, nextRun)]],
  [
    /^silent-failure-parallel-fetcher-aggregate$/,
    () => [
      fault("a source does not answer", { sourceFailing: { tiingo: 1 } }, secondRun),
      fault("a source of many calls does not answer", { sourceFailing: { finnhub: 1 } }, secondRun),
    ],
  ],
  [
    /^silent-failure-(.+)$/,
    (path = "") => [
      fault("it fails in every invocation", { ...used, survived: { [path.replaceAll("-", "_")]: true } }, nextScore),
    ],
  ],
  [/^stories-not-scored$/, () => [fault("no story can be scored", noScores, nextScore, { lingers: untilHealed })]],
  [
    /^stuck-items$/,
    () => [
      fault("no story can be scored", noScores, stuck, { lingers: untilHealed }),
      fault("analysis is killed", killed, stuck, { lingers: untilHealed }),
      fault("nothing invokes analysis", { ...used, switchedOff: { analysis: true } }, stuck, { lingers: untilHealed }),
    ],
  ],
  [
    /^analysis-dlq-not-empty$/,
    () => [
      fault("no story can be scored", noScores, thirdAttempt, { lingers: untilEmptied }),
      fault("analysis is killed", killed, thirdAttempt, { lingers: untilEmptied }),
    ],
  ],
  [
    /^analysis-dlq-depth-exceeded$/,
    () => [
      fault("no story of a burst can be scored", { ...noScores, stories: { perRun: 60 } }, thirdAttempt + 10, {
        lingers: untilEmptied,
      }),
    ],
  ],
  [
    /^notification-dlq-not-empty$/,
    () => [
      fault("nobody's alerts can be looked at", { ...used, failing: { notification: 1 } }, thirdAttempt, {
        lingers: untilEmptied,
      }),
    ],
  ],
  [
    /^notification-dlq-depth-exceeded$/,
    () => [
      fault("no alerts can be looked at in a burst", { failing: { notification: 1 }, stories: { perRun: 60 } }, 24, {
        lingers: untilEmptied,
      }),
    ],
  ],
  [
    /^analysis-requests-delivery-failures$/,
    () => [fault("messages reach no function", { undelivered: { "analysis-requests": 3 } }, 3)],
  ],
  [
    /^notifications-delivery-failures$/,
    () => [fault("messages reach no function", { undelivered: { notifications: 3 } }, 3)],
  ],
  [/^emails-failed$/, () => [fault("SendGrid refuses mails", { mailsFailing: 1, extraMails: 5 }, untilDigests)]],
  [
    /^notification-delivery-low$/,
    () => [fault("every second mail is refused", { mailsFailing: 0.5, extraMails: 12 }, untilDigests, { hour: 8 })],
  ],
  [/^alerts-triggered$/, () => [fault("every story crosses a threshold", { ...used, alertsPerStory: 1 }, 30)]],
  [
    /^sendgrid-quota-.+$/,
    () => [fault("far more mails than usual", { extraMails: 60 }, twoHours, { hour: 8, lingers: aDay })],
  ],
  [
    /^emission-heartbeat$/,
    () => [
      fault("metrics does not run", { switchedOff: { metrics: true } }, atOnce, { isSilence: true }),
      fault("CloudWatch takes no metrics", { metricsRefused: true }, atOnce, { isSilence: true, lingers: 5 }),
    ],
  ],
  [
    /^metrics-metric-fallback$/,
    () => [fault("CloudWatch takes no metrics", { metricsRefused: true }, 2, { lingers: 5 })],
  ],
];

import { sentimentContracts } from "../helpers/sentiment-stacks.ts";
import type { Conditions } from "./system/conditions.ts";

/** Something that goes wrong, and when its alarm has to say so. */
export interface Fault {
  readonly what: string;
  readonly conditions: Conditions;
  /** Minutes until the fault shows in a metric: the next run, or an amount that has to come together. */
  readonly showsAfter: number;
  /** Minutes after its end until nothing shows it any more. Default: as many as until it showed. */
  readonly lingers?: number;
  /** Hour of the day (UTC) at which it begins. Default: any. */
  readonly hour?: number;
  /** Whether the metric falls silent: CloudWatch then looks at further periods before it believes so. */
  readonly isSilence?: true;
}

/** Minutes until the next run of a function has ended; all others are invoked all the time. */
const nextRun: Readonly<Record<string, number>> = { ingestion: 7, metrics: 2, notification: 62 };
const atOnce = 2;
const untilNextRun = (name = "") => nextRun[name] ?? atOnce;

/** Enough to do for functions that do nothing unless somebody comes. */
const used: Conditions = { requests: { perMinute: 20 }, streams: { perMinute: 4 }, stories: { perRun: 15 } };
const muchUsed: Conditions = { requests: { perMinute: 60 }, streams: { perMinute: 30 }, stories: { perRun: 200 } };

/** Minutes until a new story was fetched, and until its third attempt. */
const nextStory = 8;
const thirdAttempt = nextStory + 5;

const one = (
  what: string,
  conditions: Conditions,
  showsAfter: number,
  more: Partial<Fault> = {},
): readonly Fault[] => [{ what, conditions, showsAfter, ...more }];

function timeoutMilliseconds(name = ""): number {
  const contract = sentimentContracts.find((each) => each.name === name);
  if (contract === undefined) throw new Error(`no function is called ${name}`);
  return contract.timeoutSeconds * 1_000;
}

/** What goes wrong for each alarm, by the last part of its name. */
const faults: readonly (readonly [alarm: RegExp, faultsOf: (...parts: readonly string[]) => readonly Fault[]])[] = [
  [/^(ingestion|metrics|notification)-errors$/, (name = "") => one("every run fails", { failing: { [name]: 1 } }, untilNextRun(name))],
  [/^(analysis|dashboard|sse-streaming)-errors$/, (name = "") => one("three of ten invocations fail", { ...used, failing: { [name]: 0.3 } }, nextStory)],
  [/^(analysis|dashboard|sse-streaming)-errors-early$/, (name = "") => one("one of twenty invocations fails", { ...muchUsed, failing: { [name]: 0.05 } }, nextStory)],
  [/^(.+)-(?<!collector-)start-failures$/, (name = "") => one("the code does not load", { ...used, notStarting: { [name]: true } }, name === "analysis" ? nextStory : untilNextRun(name))],
  [/^(ingestion|analysis|dashboard|metrics|notification|sse-streaming)-throttles$/, (name = "") => one("every second invocation is refused", { ...used, refused: { [name]: name in nextRun ? 1 : 0.5 } }, name === "analysis" ? nextStory : untilNextRun(name))],
  [/^(ingestion|metrics|notification)-latency$/, (name = "") => one("every run takes nearly all of its time", { slow: { [name]: timeoutMilliseconds(name) * 0.95 } }, untilNextRun(name))],
  [/^(analysis|dashboard)-latency$/, (name = "") => one("every invocation takes nearly all of its time", { ...used, slow: { [name]: timeoutMilliseconds(name) * 0.95 } }, nextStory)],
  [/^(analysis)-latency-early$/, (name = "") => one("every invocation takes most of its time", { ...used, slow: { [name]: timeoutMilliseconds(name) * 0.7 } }, nextStory)],
  [/^sse-streaming-latency$/, () => one("streams hang", { ...used, hangingStreams: true }, 20)],
  [/^dashboard-latency-high$/, () => one("a query is slow", { ...used, slow: { dashboard: 3_000 } }, atOnce)],
  [/^(.+)-memory$/, (name = "") => one("memory grows", { ...used, memory: { [name]: 0.95 } }, name === "analysis" ? nextStory : Math.max(untilNextRun(name), name === "sse-streaming" ? 12 : 0))],
  [/^(?:circuit-breaker-open|consecutive-failed-runs)-(tiingo|finnhub)$/, (source = "") => one("a source does not answer", { sourceFailing: { [source]: 1 } }, 18)],
  [/^(tiingo)-error-rate-high$/, (source = "") => one("a source does not answer", { sourceFailing: { [source]: 1 } }, 7)],
  [/^(finnhub)-error-rate-high$/, (source = "") => one("a source does not answer most calls", { sourceFailing: { [source]: 0.6 } }, 7)],
  [/^collision-rate-high$/, () => one("headlines are matched too widely", { collisions: 0.9, stories: { perRun: 15 } }, 7)],
  [/^collision-rate-low$/, () => one("headlines are never matched", { collisions: 0, stories: { perRun: 15 } }, 7)],
  [/^quota-used-tiingo$/, () => one("people watch too many tickers in a month", { tiingoSymbols: 450 }, 7)],
  [/^quota-used-finnhub$/, () => one("people watch too many tickers", { tickers: 55 }, 7)],
  [/^ingestion-duration-high$/, () => one("sources answer slowly", { sourceSeconds: 40 }, 7)],
  [/^no-new-items-1h$/, () => [
    ...one("sources have nothing new", { noNews: true }, 7),
    ...one("ingestion does not run", { switchedOff: { ingestion: true } }, 7, { isSilence: true }),
  ]],
  [/^self-healing-items-exhausted$/, () => one("stories cannot be scored", { exhausted: 2 }, 7)],
  [/^sns-publish-errors$/, () => one("the topic takes no requests for scores", { ...used, publishing: 0.5 }, 7)],
  [/^silent-failure-parallel-fetcher-aggregate$/, () => one("a source answers half of the calls", { sourceFailing: { finnhub: 0.5 } }, 7)],
  [/^silent-failure-(.+)$/, (path = "") => one("a survived failure", { ...used, survived: { [path.replaceAll("-", "_")]: true } }, nextStory)],
  [/^stories-not-scored$/, () => one("no story can be scored", { ...used, failing: { analysis: 1 } }, nextStory, { lingers: 75 })],
  [/^stuck-items$/, () => [
    ...one("no story can be scored", { ...used, failing: { analysis: 1 } }, nextStory + 6, { lingers: 75 }),
    ...one("nothing invokes analysis", { ...used, switchedOff: { analysis: true } }, nextStory + 6, { lingers: 75 }),
    ...one("analysis is killed for its memory", { ...used, memory: { analysis: 1 } }, nextStory + 6, { lingers: 75 }),
  ]],
  [/^analysis-dlq-not-empty$/, () => [
    ...one("no story can be scored", { ...used, failing: { analysis: 1 } }, thirdAttempt, { lingers: 110 }),
    ...one("analysis is killed for its memory", { ...used, memory: { analysis: 1 } }, thirdAttempt, { lingers: 110 }),
  ]],
  [/^analysis-dlq-depth-exceeded$/, () => one("no story of a burst can be scored", { failing: { analysis: 1 }, stories: { perRun: 60 } }, thirdAttempt + 10, { lingers: 110 })],
  [/^schedule-dlq-not-empty$/, () => one("EventBridge may not invoke a function any more", { lockedOut: { metrics: true } }, atOnce, { lingers: 32 })],
  [/^schedule-dlq-depth-exceeded$/, () => one("EventBridge may not invoke any function any more", { lockedOut: { ingestion: true, metrics: true, notification: true } }, 90, { lingers: 32 })],
  [/^analysis-requests-delivery-failures$/, () => one("messages reach no function", { undelivered: 3 }, 3)],
  [/^emission-heartbeat$/, () => [
    ...one("metrics does not run", { switchedOff: { metrics: true } }, atOnce, { isSilence: true }),
    ...one("CloudWatch takes no metrics", { metricsRefused: true }, atOnce, { isSilence: true }),
  ]],
  [/^metrics-metric-fallback$/, () => one("CloudWatch takes no metrics", { metricsRefused: true }, atOnce, { lingers: 5 })],
  [/^emails-failed$/, () => one("SendGrid refuses mails", { mailsFailing: 1, extraMails: 5 }, 62)],
  [/^notification-delivery-low$/, () => one("SendGrid refuses every second mail", { mailsFailing: 0.5, extraMails: 12 }, 62, { hour: 8 })],
  [/^sendgrid-quota-(50|80)-percent$/, () => one("far more mails than usual", { extraMails: 60 }, 125, { hour: 8, lingers: 1_440 })],
  [/^server-errors$/, () => one("three of ten requests are answered with 5xx", { ...used, serverErrors: 0.3 }, atOnce)],
  [/^dashboard-api-5xx$/, () => one("three of ten requests are answered with 5xx", { ...used, serverErrors: 0.3 }, atOnce)],
  [/^dashboard-url-5xx$/, () => one("half of the requests are answered with 5xx", { ...muchUsed, serverErrors: 0.5 }, atOnce)],
  [/^dashboard-api-4xx$/, () => one("nine of ten requests are refused", { ...muchUsed, clientErrors: 0.9 }, atOnce)],
  [/^dashboard-api-(latency|integration-latency)$/, () => one("requests take eight seconds", { ...used, slow: { dashboard: 8_000 } }, atOnce)],
  [/^(?:sse-streaming-url-5xx|stream-server-errors)$/, () => one("streams are refused", { ...used, streamsRefused: 0.9 }, 4)],
  [/^connection-setup-ms$/, () => one("first data comes late", { ...used, setupSeconds: 8 }, 4)],
  [/^event-latency-ms$/, () => one("scores reach browsers late", { ...used, eventSeconds: 20 }, 4, { lingers: 15 })],
  [/^poll-duration-ms$/, () => one("DynamoDB answers slowly", { ...used, pollSeconds: 15 }, 4, { lingers: 15 })],
  [/^sse-streaming-collector-export-failures$/, () => one("X-Ray takes no spans", { ...used, spans: "not exported" }, 4, { lingers: 15 })],
  [/^sse-streaming-collector-start-failures$/, () => one("the collector does not start", { ...used, spans: "collector does not start" }, 4, { lingers: 15 })],
  [/^sse-streaming-span-overflow$/, () => one("more spans end than the queue holds", { ...used, spans: "overflow" }, 4, { lingers: 15 })],
  [/^sse-streaming-spans-lost$/, () => one("the collector takes no spans", { ...used, spans: "lost" }, 4, { lingers: 15 })],
  [/^stream-reconnects$/, () => one("streams end before their time", { streams: { perMinute: 40 } }, atOnce)],
  [/^sse-streaming-url-traffic$/, () => one("a flood of streams", { streams: { perMinute: 10 } }, atOnce)],
  [/^traces-with-errors$/, () => one("every request fails", { ...used, failing: { dashboard: 1 } }, atOnce)],
  [/^(items|timeseries|users)-read-throttles$/, (table = "") => one("DynamoDB refuses reads", { tables: { [table]: { readThrottles: 4 } } }, atOnce)],
  [/^(items|timeseries|users)-write-throttles$/, (table = "") => one("DynamoDB refuses writes", { tables: { [table]: { writeThrottles: 4 } } }, atOnce)],
  [/^(items|timeseries|users)-system-errors$/, (table = "") => one("DynamoDB fails", { tables: { [table]: { systemErrors: 3 } } }, 3)],
  [/^dynamodb-user-errors$/, () => one("code sends DynamoDB what is wrong", { userErrors: 5 }, 4)],
  [/^dynamodb-high-read-capacity$/, () => one("a query reads the whole table", { extraReads: 5_000 }, 4)],
  [/^dynamodb-daily-cost-high$/, () => one("a query reads the whole table", { extraReads: 5_000 }, 22)],
  [/^lambda-daily-invocations-high$/, () => one("a flood of requests", { requests: { perMinute: 300 } }, 180)],
  [/^sns-daily-messages-high$/, () => one("scores are asked for again and again", { stories: { perRun: 400 } }, 140)],
  [/^xray-cost-(10|25|50)$/, () => one("X-Ray costs far more than usual", { traceDollars: 60 }, 360, { lingers: 360 })],
];

/** What goes wrong for an alarm. Empty where nobody has said so. */
export function faultsFor(alarm: string): readonly Fault[] {
  for (const [pattern, faultsOf] of faults) {
    const [found, ...parts] = pattern.exec(alarm) ?? [];
    if (found !== undefined) return faultsOf(...parts);
  }
  return [];
}

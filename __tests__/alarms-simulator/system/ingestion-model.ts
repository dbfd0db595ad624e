import { usedPercent } from "../../../lambdas/ingestion/source-quota.ts";
import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { activity } from "./clock.ts";
import type { Moment } from "./moment.ts";
import { newsSource } from "./news-source.ts";
import { invoke, repeatsAfter, type Usual } from "./platform.ts";

const minutesBetweenRuns = 5;
const articlesPerRun = 400;
/** One call in so many of a healthy source fails. */
const callsPerFailure = 2_000;
const finnhubCallsPerMinute = 60;
const tiingoSymbolsPerMonth = 500;
const tickersPerTiingoCall = 10;

/** Stories of a run, and when they are there. */
export interface NewStories {
  readonly count: number;
  readonly minute: number;
}

/** The function that fetches news: a run every five minutes, repeated by the platform where it fails. */
export function ingestionModel(contract: LambdaContract) {
  const usual: Usual = { contract, milliseconds: (random) => random.between(5_000, 14_000), memory: 0.35 };
  const sources = { tiingo: newsSource(), finnhub: newsSource() };
  const due = new Map<number, { readonly attempt: number; readonly id: string }[]>();
  const plan = (minute: number, attempt: number, id: string) => due.set(minute, [...(due.get(minute) ?? []), { attempt, id }]);
  return (moment: Moment): NewStories => {
    const { minute, conditions } = moment;
    const isOff = conditions.switchedOff?.[contract.name] === true || conditions.lockedOut?.[contract.name] === true;
    if (minute % minutesBetweenRuns === 0 && !isOff) plan(minute, 0, `run ${minute}`);
    const runs = due.get(minute) ?? [];
    due.delete(minute);
    const counts = runs.map(({ attempt, id }) => {
      const invocation = invoke(usual, minute, moment);
      const { ending, ends } = invocation;
      const seconds = conditions.sourceSeconds ?? invocation.milliseconds / 1_000;
      const stories = ending === "done" ? report(contract, moment, sources, { id, ends, seconds }) : { count: 0, failed: false };
      const pause = ending === "refused" ? 2 : repeatsAfter[attempt];
      const isRepeated = ending !== "done" || stories.failed;
      if (isRepeated && pause !== undefined) plan(minute + pause, ending === "refused" ? attempt : attempt + 1, id);
      return stories.count;
    });
    return { count: counts.reduce((sum, count) => sum + count, 0), minute };
  };
}

interface Run {
  readonly id: string;
  readonly ends: number;
  readonly seconds: number;
}

/** What a run reports of itself. */
function report(contract: LambdaContract, moment: Moment, sources: Readonly<Record<"tiingo" | "finnhub", ReturnType<typeof newsSource>>>, { id, ends, seconds }: Run) {
  const { minute, conditions, random, record, load } = moment;
  const count = (name: string, value: number, dimensions?: Readonly<Record<string, string>>) =>
    record.custom(contract, name, value, { minute: ends }, dimensions);
  const survived = (path: string) => record.survived(contract, path, { minute: ends });
  const tickers = conditions.tickers ?? load.tickers;
  const at = minute * 60_000 + random.between(0, 10_000);
  const planned = { tiingo: Math.ceil(tickers / tickersPerTiingoCall), finnhub: Math.min(tickers, finnhubCallsPerMinute) };
  const used = {
    tiingo: usedPercent(Math.min(conditions.tiingoSymbols ?? tickers, tiingoSymbolsPerMonth), tiingoSymbolsPerMonth),
    finnhub: usedPercent(planned.finnhub, finnhubCallsPerMinute),
  };
  const fetched = (["tiingo", "finnhub"] as const).map((source) => {
    const share = conditions.sourceFailing?.[source] ?? 1 / callsPerFailure;
    const got = sources[source].fetch({ id, at }, planned[source], share, random);
    count(source === "tiingo" ? "TiingoApiCalls" : "FinnhubApiCalls", got.calls);
    count(source === "tiingo" ? "TiingoApiErrors" : "FinnhubApiErrors", got.failed);
    count("CircuitBreakerOpen", got.isCutOff ? 1 : 0, { Source: source });
    count("ConsecutiveFailedRuns", got.failedRuns, { Source: source });
    count("QuotaUsed", used[source], { Source: source });
    return got;
  });
  count("IngestionDurationMs", seconds * 1_000);
  for (const path of Object.keys(conditions.survived ?? {})) if (path in contract.failurePaths) survived(path);
  if (fetched.some(({ failed, isCutOff }) => failed > 0 || isCutOff)) {
    survived("parallel_fetcher_aggregate");
    record.aws("AWS/X-Ray", "ApproximateTraceCount", { GroupName: record.nameOf("X-Ray group", "errors") }, 1, { minute: ends });
  }
  if (fetched.every(({ calls, failed }) => calls === failed)) return { count: 0, failed: true };
  const stories = storiesOf(moment);
  count("ArticlesFetched", articlesPerRun);
  count("NewItemsIngested", stories);
  count("DuplicatesSkipped", articlesPerRun - stories);
  count("SelfHealingItemsFound", 0);
  count("SelfHealingItemsExhausted", conditions.exhausted ?? 0);
  count("SelfHealingItemsRepublished", 0);
  if (stories === 0) return { count: 0, failed: false };
  const lost = Array.from({ length: stories }, () => random.happens(conditions.publishing ?? 0)).filter(Boolean).length;
  const told = Array.from({ length: stories }, () => random.happens(conditions.collisions ?? 0.15)).filter(Boolean).length;
  count("SNSPublishErrors", lost);
  count("CollisionRate", told / stories);
  const topic = { TopicName: record.nameOf("SNS topic", "analysis-requests") };
  record.aws("AWS/SNS", "NumberOfMessagesPublished", topic, stories - lost, { minute: ends });
  return { count: stories - lost, failed: lost > 0 };
}

/** Stories since the run before: news come in bursts now and then, and not at all for 40 minutes of one night. */
function storiesOf({ minute, conditions, random, load, week }: Moment): number {
  if (conditions.noNews === true || week.isSilent(minute)) return 0;
  if (conditions.stories !== undefined) return conditions.stories.perRun;
  const { busy, quiet } = load.storiesPerHour;
  const perHour = Math.max(quiet, busy * activity(minute)) * (week.isBurst(minute) ? 4 : 1);
  return random.count((perHour * minutesBetweenRuns) / 60);
}

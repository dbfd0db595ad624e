import { usedPercent } from "../../../lambdas/ingestion/source-quota.ts";
import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import type { NewsSource } from "../../../lambdas/shared/sentiment/items.ts";
import { analysisRequests } from "../../../lambdas/shared/sentiment/topics.ts";
import { asynchronousEvents } from "./asynchronous-events.ts";
import { activity } from "./clock.ts";
import { isScheduled } from "./conditions.ts";
import type { Moment } from "./moment.ts";
import { newsSource, type Source } from "./news-source.ts";
import { invoke, type Usual } from "./platform.ts";

const minutesBetweenRuns = 5;
const longestSilence = 30;
const articlesPerRun = 400;
/** One call in so many of a healthy source fails. */
const callsPerFailure = 2_000;
const finnhubCallsPerMinute = 60;
const tiingoSymbolsPerMonth = 500;
const tickersPerTiingoCall = 10;
/** Share of new stories that both sources tell within the same run. */
const usualCollisions = 0.15;

/** The function that fetches news: a run every five minutes. Gives the new stories of a minute. */
export function ingestionModel(contract: LambdaContract): (moment: Moment) => number {
  const usual: Usual = { contract, milliseconds: (random) => random.between(5_000, 14_000), memory: 0.35 };
  const sources: Sources = { tiingo: newsSource(), finnhub: newsSource() };
  const runs = asynchronousEvents<string>();
  let lastStory = Number.NEGATIVE_INFINITY;
  return (moment) => {
    const { minute, conditions } = moment;
    if (minute % minutesBetweenRuns === 0 && isScheduled(conditions, contract.name)) runs.put(minute, `run ${minute}`);
    let stories = 0;
    for (const run of runs.take(minute)) {
      const { ending, ends, milliseconds } = invoke(usual, minute, moment);
      const seconds = conditions.sourceSeconds ?? milliseconds / 1_000;
      const outcome =
        ending === "done"
          ? report(contract, moment, sources, { id: run.event, ends, seconds, silentFor: minute - lastStory })
          : { stories: 0, isComplete: false };
      stories += outcome.stories;
      if (outcome.stories > 0) lastStory = minute;
      if (!outcome.isComplete) runs.repeat(minute, run, ending);
    }
    return stories;
  };
}

type Sources = Readonly<Record<NewsSource, Source>>;

interface Run {
  readonly id: string;
  readonly ends: number;
  readonly seconds: number;
  /** Minutes since the last story. */
  readonly silentFor: number;
}

/** What a run did. */
interface Outcome {
  /** New stories whose score was asked for. */
  readonly stories: number;
  /** Whether it does not fail at its end. */
  readonly isComplete: boolean;
}

/** What a run reports of itself, and what comes of it. */
function report(contract: LambdaContract, moment: Moment, sources: Sources, run: Run): Outcome {
  const { conditions, record } = moment;
  const when = { minute: run.ends };
  const count = (name: string, value: number) => record.custom(contract, name, value, when);
  const answered = askSources(contract, moment, sources, run);
  count("IngestionDurationMs", run.seconds * 1_000);
  for (const path of Object.keys(conditions.survived ?? {})) {
    if (path in contract.failurePaths) record.survived(contract, path, when);
  }
  if (!answered) return { stories: 0, isComplete: false };
  const stories = storiesOf(moment, run.silentFor);
  count("ArticlesFetched", articlesPerRun);
  count("NewItemsIngested", stories);
  count("DuplicatesSkipped", Math.max(0, articlesPerRun - stories));
  count("SelfHealingItemsFound", 0);
  count("SelfHealingItemsExhausted", conditions.exhausted ?? 0);
  count("SelfHealingItemsRepublished", 0);
  if (stories === 0) return { stories, isComplete: true };
  const lost = some(stories, conditions.publishing ?? 0, moment);
  count("SNSPublishErrors", lost);
  const collisions = some(stories, conditions.collisions ?? usualCollisions, moment);
  for (let story = 0; story < stories; story++) count("CollisionRate", story < collisions ? 1 : 0);
  const topic = { TopicName: record.nameOf("SNS topic", analysisRequests.name) };
  record.aws("AWS/SNS", "NumberOfMessagesPublished", topic, stories - lost, when);
  return { stories: stories - lost, isComplete: lost === 0 };
}

/** Asks all sources; whether one of them answered. */
function askSources(contract: LambdaContract, moment: Moment, sources: Sources, { id, ends }: Run): boolean {
  const { minute, conditions, random, record } = moment;
  const tickers = conditions.tickers ?? moment.load.tickers;
  const finnhubCalls = Math.min(tickers, finnhubCallsPerMinute);
  const plans = [
    {
      source: "tiingo",
      branch: "Tiingo",
      calls: Math.ceil(tickers / tickersPerTiingoCall),
      used: usedPercent(conditions.tiingoSymbols ?? tickers, tiingoSymbolsPerMonth),
    },
    {
      source: "finnhub",
      branch: "Finnhub",
      calls: finnhubCalls,
      used: usedPercent(finnhubCalls, finnhubCallsPerMinute),
    },
  ] as const;
  const at = minute * 60_000 + random.between(0, 10_000);
  const fetched = plans.map(({ source, branch, calls, used }) => {
    const share = conditions.sourceFailing?.[source] ?? 1 / callsPerFailure;
    const got = sources[source].fetch({ id, at }, calls, share, random);
    const count = (name: string, value: number, dimensions = {}) =>
      record.custom(contract, name, value, { minute: ends }, dimensions);
    count(`${branch}ApiCalls`, got.calls);
    count(`${branch}ApiErrors`, got.failed);
    count("CircuitBreakerOpen", got.isCutOff ? 1 : 0, { Source: source });
    count("ConsecutiveFailedRuns", got.failedRuns, { Source: source });
    count("QuotaUsed", used, { Source: source });
    return got;
  });
  if (fetched.some(({ failedRuns, isCutOff }) => failedRuns >= 2 || isCutOff)) {
    record.survived(contract, "parallel_fetcher_aggregate", { minute: ends });
  }
  if (fetched.some(({ failed, isCutOff }) => failed > 0 || isCutOff)) record.brokenTrace("fault", { minute: ends });
  return fetched.some(({ calls, failed }) => calls > failed);
}

/** How many of some stories something happens to. */
function some(stories: number, share: number, { random }: Moment): number {
  let count = 0;
  for (let story = 0; story < stories; story++) if (random.happens(share)) count++;
  return count;
}

/**
 * Stories since the run before: news come in bursts now and then, and not at all for 40 minutes of one night. At all other
 * times somebody publishes something within half an hour.
 */
function storiesOf({ minute, conditions, random, load, week }: Moment, silentFor: number): number {
  if (conditions.noNews === true || week.isSilent(minute)) return 0;
  if (conditions.stories !== undefined) return conditions.stories.perRun;
  const { busy, quiet } = load.storiesPerHour;
  const perHour = Math.max(quiet, busy * activity(minute)) * (week.isBurst(minute) ? 4 : 1);
  const stories = random.count((perHour * minutesBetweenRuns) / 60);
  return silentFor >= longestSilence ? Math.max(1, stories) : stories;
}

import {
  above,
  below,
  integer,
  lambdaContract,
  noAlarm,
  schedule,
  secret,
  table,
  text,
  topic,
  url,
} from "../shared/contract/index.ts";
import { newsSources } from "../shared/sentiment/items.ts";
import { tiingoUrl } from "../shared/sentiment/providers.ts";
import { finnhubSecret, tiingoSecret } from "../shared/sentiment/secrets.ts";
import { sentiment } from "../shared/sentiment/system.ts";
import { items, users } from "../shared/sentiment/tables.ts";
import { analysisRequests, newItems } from "../shared/sentiment/topics.ts";

const callsAreNormal = noAlarm("Calls are made in every run; the alarm on their errors tells when they fail.");

const providerErrors = (provider: string, calls: string) =>
  above(5, {
    name: `${provider.toLowerCase()}-error-rate-high`,
    percentOf: calls,
    statistic: "Sum",
    periodSeconds: 300,
    evaluationPeriods: 3,
    missing: "missing",
    missingBecause: "a run that makes no call says nothing about the provider",
    severity: "warning",
    meaning: `More than 5 % of the calls to ${provider} failed in three runs in a row: news of some tickers are late or lost.`,
  });

/** Of the one to five new stories of a run a share is chance: it takes those of six hours, sixty at least. */
const collisionTerms = {
  percentOf: "CollisionRate",
  atLeast: 60,
  statistic: "Sum",
  periodSeconds: 21_600,
  missing: "missing",
  missingBecause: "hours without new stories have no rate, and an alarm of their own",
  severity: "warning",
} as const;

/** Half of the timeout: a run that takes longer is repeated calls away from being stopped. */
const slowRunMilliseconds = 30_000;

export const ingestion = lambdaContract({
  system: sentiment,
  name: "ingestion",
  purpose: "Fetches the news of all watched tickers every five minutes, stores new stories and asks for their scores.",
  timeoutSeconds: 60,
  memoryMegabytes: 512,
  reservedConcurrency: 1,
  tracing: "x-ray",
  triggers: [schedule("rate(5 minutes)")],
  reaches: {
    ITEMS_TABLE: table(items, {
      actions: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem"],
      queriedIndexes: ["by_status"],
    }),
    USERS_TABLE: table(users, {
      actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
      queriedIndexes: ["by_entity_status"],
    }),
    ANALYSIS_TOPIC_ARN: topic(analysisRequests),
    NEW_ITEMS_TOPIC_ARN: topic(newItems),
    TIINGO_SECRET_ARN: secret(tiingoSecret),
    FINNHUB_SECRET_ARN: secret(finnhubSecret),
  },
  settings: {
    TIINGO_URL: tiingoUrl,
    FINNHUB_URL: url({ meaning: "address of the Finnhub API", default: "https://finnhub.io/api/v1" }),
    TIINGO_SYMBOLS_PER_MONTH: integer({
      meaning: "distinct tickers that Tiingo's plan allows to be asked for in a calendar month (UTC)",
      minimum: 1,
      maximum: 1_000_000,
      default: 500,
    }),
    FINNHUB_CALLS_PER_MINUTE: integer({
      meaning: "calls that Finnhub's plan allows in a minute; each asks for one ticker",
      minimum: 1,
      maximum: 100_000,
      default: 60,
    }),
    MODEL_VERSION: text({
      meaning: "version of the model that scores new stories",
      pattern: "^v\\d+\\.\\d+\\.\\d+$",
      default: "v1.0.0",
    }),
  },
  metricTransport: "embedded",
  metrics: {
    ArticlesFetched: {
      unit: "Count",
      alarm: noAlarm("Failing calls and missing new stories have alarms of their own."),
    },
    ArticlesSkipped: {
      unit: "Count",
      alarm: noAlarm("Single malformed articles are normal; a changed format shows as missing new stories."),
    },
    NewItemsIngested: {
      unit: "Count",
      alarm: below(1, {
        name: "no-new-items-1h",
        statistic: "Sum",
        absentIs: 0,
        periodSeconds: 600,
        evaluationPeriods: 6,
        missing: "breaching",
        missingBecause: "every run reports a number, so silence means that ingestion does not run",
        severity: "critical",
        meaning: "No new story for an hour: scores go stale.",
      }),
    },
    DuplicatesSkipped: {
      unit: "Count",
      alarm: noAlarm("Every run reads seven days again, so most articles are known."),
    },
    TiingoApiCalls: { branch: "Ingestion", unit: "Count", alarm: callsAreNormal },
    TiingoApiErrors: { branch: "Ingestion", unit: "Count", alarm: providerErrors("Tiingo", "TiingoApiCalls") },
    FinnhubApiCalls: { branch: "Ingestion", unit: "Count", alarm: callsAreNormal },
    FinnhubApiErrors: { branch: "Ingestion", unit: "Count", alarm: providerErrors("Finnhub", "FinnhubApiCalls") },
    APIRateLimitHit: {
      unit: "Count",
      dimensions: { Source: newsSources },
      alarm: noAlarm("Every refused call is also an API error, and that has an alarm."),
    },
    CircuitBreakerOpen: {
      branch: "Ingestion",
      unit: "Count",
      dimensions: { Source: newsSources },
      alarm: above(0, {
        statistic: "Sum",
        periodSeconds: 300,
        evaluationPeriods: 1,
        missing: "missing",
        missingBecause: "a run without tickers calls no source, and missing new stories have an alarm of their own",
        severity: "critical",
        meaning: "A source failed so often that it is only probed: its news are missing.",
      }),
    },
    ConsecutiveFailedRuns: {
      branch: "Ingestion",
      unit: "Count",
      dimensions: { Source: newsSources },
      alarm: above(2, {
        statistic: "Maximum",
        periodSeconds: 300,
        evaluationPeriods: 1,
        missing: "missing",
        missingBecause: "a run without tickers calls no source, and missing new stories have an alarm of their own",
        severity: "critical",
        meaning:
          "A source failed and delivered nothing in three runs in a row within 15 minutes: its news are missing.",
      }),
    },
    QuotaUsed: {
      branch: "Ingestion",
      unit: "Percent",
      dimensions: { Source: newsSources },
      alarm: above(79, {
        statistic: "Maximum",
        periodSeconds: 300,
        evaluationPeriods: 1,
        missing: "missing",
        missingBecause: "a run that asks for nothing counts nothing, and a count that fails is an error of its source",
        severity: "warning",
        meaning:
          "At least 80 % of what a source's plan allows in its period is used; beyond it tickers wait for their turn.",
      }),
    },
    SNSPublishErrors: {
      unit: "Count",
      alarm: above(0, {
        statistic: "Sum",
        periodSeconds: 300,
        evaluationPeriods: 1,
        missing: "missing",
        missingBecause: "a run without new stories publishes nothing",
        severity: "critical",
        meaning: "Stories were stored, but the request for their score was not published: they wait unscored.",
      }),
    },
    SelfHealingItemsFound: {
      unit: "Count",
      alarm: noAlarm("These stories wait for an hour at least; the alarm on StuckItems reports them before."),
    },
    SelfHealingItemsRepublished: {
      unit: "Count",
      alarm: noAlarm("Asking again is the remedy; what it does not cure is counted as exhausted."),
    },
    SelfHealingItemsExhausted: {
      unit: "Count",
      alarm: above(0, {
        statistic: "Maximum",
        periodSeconds: 300,
        evaluationPeriods: 1,
        missing: "missing",
        missingBecause: "a run that cannot look for such stories fails, and that has an alarm of its own",
        severity: "warning",
        meaning: "Stories have no score although it was asked for again five times: nobody asks any more.",
      }),
    },
    // One value per new story, 0 or 1: the average is the rate.
    CollisionRate: {
      branch: "Ingestion",
      unit: "None",
      alarm: [
        above(40, {
          name: "collision-rate-high",
          ...collisionTerms,
          evaluationPeriods: 2,
          meaning:
            "More than 40 % of new stories came from both sources: a source is redundant or headlines are too alike.",
        }),
        below(5, {
          name: "collision-rate-low",
          ...collisionTerms,
          evaluationPeriods: 3,
          meaning:
            "Hardly any new story came from both sources: one of them is silent, or the same stories are stored twice.",
        }),
      ],
    },
    IngestionDurationMs: {
      branch: "Ingestion",
      unit: "Milliseconds",
      alarm: above(slowRunMilliseconds, {
        name: "ingestion-duration-high",
        statistic: "Maximum",
        periodSeconds: 300,
        evaluationPeriods: 1,
        missing: "missing",
        missingBecause: "a run that does not happen takes no time, and missing new stories have an alarm of their own",
        severity: "warning",
        meaning: "A run took more than half of its time: sources answer slowly, or calls are repeated.",
      }),
    },
  },
  failurePaths: {
    circuit_breaker_load: {
      operation: "circuit_breaker_load",
      loses: "what earlier runs learnt about a source, which is called as if it were well",
      annotations: ["source", "state"],
    },
    circuit_breaker_save: {
      operation: "circuit_breaker_save",
      loses: "what this run learnt about a source, or its probe, until a later run",
      annotations: ["source", "state"],
    },
    audit_trail: {
      operation: "audit_trail_persist",
      loses: "the row that says what this run did",
      annotations: ["event_id", "status"],
    },
    notification_delivery: {
      operation: "downstream_notification_publish",
      loses: "the notice that new stories are in the table; the stories are there and are scored",
      annotations: ["item_count"],
    },
    self_healing_fetch: {
      operation: "self_healing_item_fetch",
      loses: "one attempt to get a story scored that waits for too long",
      annotations: ["source_id"],
    },
    parallel_fetcher_aggregate: {
      operation: "parallel_fetch_aggregate",
      loses:
        "the news of a source that delivered nothing in two runs in a row, or that its quota or circuit breaker holds back, until a later run fetches them",
      annotations: ["error_count", "failed_sources"],
    },
  },
  operations: {
    ingest_news: ["ingestion_duration_ms"],
    get_active_tickers: ["configuration_count", "ticker_count", "skipped_count"],
    fetch_tiingo_articles: ["call_count", "error_count", "article_count", "skipped_count"],
    fetch_finnhub_articles: ["call_count", "error_count", "article_count", "skipped_count"],
    store_articles: ["story_count", "new_count", "known_count", "attributed_count"],
    heal_unscored_stories: ["found_count", "exhausted_count", "republished_count"],
    publish_sns_batch: ["message_count", "failed_count"],
  },
});

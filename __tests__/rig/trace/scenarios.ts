import { magicLinkKey } from "../../../lambdas/shared/sentiment/user-rows.ts";
import type { SettingValues } from "../../../modules/functions/environment-variables.ts";
import type { MemoryAccount } from "../../aws/memory-account.ts";
import { topicEvent } from "../../end-to-end/events.ts";
import { urlEvent } from "../../helpers/streaming-runtime.ts";
import { urlEvent as restUrlEvent } from "../../lambdas/dashboard/requests.ts";
import { finnhubEntry, tiingoEntry } from "../../lambdas/ingestion/news-server.ts";
import type { AwsAnswer } from "../aws-answer.ts";
import type { AwsCall } from "../aws-call.ts";

/** What one of the six functions usually does, and the trace of it. */
export interface Scenario {
  readonly functionName: string;
  /** Values of settings beside the defaults. */
  settings?(awsUrl: string): SettingValues;
  /** Puts into the account what an invocation finds, and gives its event. */
  prepare(account: MemoryAccount, round: number): unknown;
  /** What the world outside of AWS answers to a request. Default: nothing is asked for. */
  readonly outside?: (call: AwsCall) => AwsAnswer;
  /** The trace of a warm invocation: each path of names that occurs in it, from the invocation down. */
  readonly paths: readonly string[];
  /** Paths that only a cold start has: what is kept afterwards. */
  readonly coldPaths: readonly string[];
}

/** Tables of the account in memory. */
export const tables = {
  items: "test-sentiment-items",
  users: "test-sentiment-users",
  timeseries: "test-sentiment-timeseries",
} as const;

const hour = 3_600_000;

/** A story that waits for its score since some hours. */
export function pendingItem(id: string, hoursAgo: number) {
  const then = new Date(Date.now() - hoursAgo * hour).toISOString();
  return {
    source_id: `dedup:${id}`,
    timestamp: then,
    status: "pending",
    sources: ["tiingo"],
    source_attribution: {},
    ingested_at: then,
    updated_at: then,
    text_for_analysis: `Profit of ${id} rises`,
    matched_tickers: ["AAPL", "MSFT"],
  };
}

const metrics: Scenario = {
  functionName: "metrics",
  prepare: () => ({}),
  paths: [
    "query_stuck_items",
    "query_stuck_items > DynamoDB Query",
    "publish_metrics",
    "publish_metrics > CloudWatch PutMetricData",
  ],
  coldPaths: [],
};

/** One new story from each source, and one story that waits for too long. */
const ingestion: Scenario = {
  functionName: "ingestion",
  settings: (awsUrl) => ({ TIINGO_URL: awsUrl, FINNHUB_URL: awsUrl }),
  prepare(account, round) {
    const tickers = ["AAPL", "MSFT"].map((symbol) => ({ symbol }));
    const key = { PK: "USER#one", SK: "CONFIG#one" };
    account.dynamoDb.put(tables.users, { ...key, entity_type: "CONFIGURATION", status: "active", tickers });
    account.dynamoDb.put(tables.items, pendingItem(`late-${round}`, 2));
    return {};
  },
  outside({ operation }) {
    const now = new Date().toISOString();
    if (operation.startsWith("GET /tiingo/news"))
      return { body: JSON.stringify([tiingoEntry({ publishedDate: now })]) };
    return { body: JSON.stringify([finnhubEntry({ datetime: Math.floor(Date.now() / 1000) })]) };
  },
  paths: [
    "ingest_news",
    "ingest_news > get_active_tickers",
    "ingest_news > get_active_tickers > DynamoDB Query",
    ...fetching("tiingo", "DynamoDB GetItem"),
    ...fetching("finnhub", "DynamoDB UpdateItem"),
    "ingest_news > parallel_fetch_aggregate",
    "ingest_news > store_articles",
    "ingest_news > store_articles > DynamoDB Query",
    "ingest_news > store_articles > DynamoDB PutItem",
    "ingest_news > publish_sns_batch",
    "ingest_news > publish_sns_batch > SNS PublishBatch",
    "ingest_news > downstream_notification_publish",
    "ingest_news > downstream_notification_publish > SNS PublishBatch",
    "ingest_news > heal_unscored_stories",
    "ingest_news > heal_unscored_stories > DynamoDB Query",
    "ingest_news > heal_unscored_stories > DynamoDB UpdateItem",
    "ingest_news > heal_unscored_stories > self_healing_item_fetch",
    "ingest_news > heal_unscored_stories > self_healing_item_fetch > DynamoDB GetItem",
    "ingest_news > heal_unscored_stories > publish_sns_batch",
    "ingest_news > heal_unscored_stories > publish_sns_batch > SNS PublishBatch",
    "ingest_news > audit_trail_persist",
    "ingest_news > audit_trail_persist > DynamoDB PutItem",
  ],
  coldPaths: [
    "ingest_news > fetch_tiingo_articles > SecretsManager GetSecretValue",
    "ingest_news > fetch_tiingo_articles > DynamoDB UpdateItem",
    "ingest_news > fetch_finnhub_articles > SecretsManager GetSecretValue",
  ],
};

/** Paths of the calls to one source; each looks at its quota in its own way. */
function fetching(source: string, quota: string): readonly string[] {
  const path = `ingest_news > fetch_${source}_articles`;
  return [
    path,
    `${path} > circuit_breaker_load`,
    `${path} > circuit_breaker_load > DynamoDB GetItem`,
    `${path} > ${quota}`,
    `${path} > circuit_breaker_save`,
    `${path} > circuit_breaker_save > DynamoDB PutItem`,
  ];
}

const analysis: Scenario = {
  functionName: "analysis",
  prepare(account, round) {
    const item = pendingItem(`story-${round}`, 0);
    account.dynamoDb.put(tables.items, item);
    const { source_id, timestamp, text_for_analysis, matched_tickers, sources } = item;
    const body = JSON.stringify({
      ...{ source_id, timestamp, text_for_analysis, matched_tickers, sources },
      source_type: "tiingo",
      model_version: "v1.0.0",
    });
    return topicEvent({ topicArn: "arn:aws:sns:us-east-1:111122223333:any", body, attributes: {} }, Date.now());
  },
  paths: [
    "analyze_article",
    "analyze_article > score_text",
    "analyze_article > update_item_with_sentiment",
    "analyze_article > update_item_with_sentiment > DynamoDB GetItem",
    "analyze_article > update_item_with_sentiment > DynamoDB BatchGetItem",
    "analyze_article > update_item_with_sentiment > DynamoDB TransactWriteItems",
    "analyze_article > request_alert_evaluation",
    "analyze_article > request_alert_evaluation > SNS PublishBatch",
  ],
  coldPaths: [],
};

const signInToken = (round: number) => `token-${round}`;

const notification: Scenario = {
  functionName: "notification",
  settings: (awsUrl) => ({ SENDGRID_URL: awsUrl, DASHBOARD_URL: "https://app.example.com" }),
  prepare(account, round) {
    const token = signInToken(round);
    const soon = Date.now() + hour;
    account.dynamoDb.put(tables.users, {
      ...magicLinkKey(token),
      entity_type: "MAGIC_LINK",
      email: "reader@example.com",
      created_at: new Date().toISOString(),
      expires_at: new Date(soon).toISOString(),
      ttl_timestamp: Math.floor(soon / 1000),
    });
    const request = { notification_type: "magic_link", email: "reader@example.com", token, expires_in_minutes: 60 };
    const message = { topicArn: "arn:aws:sns:us-east-1:111122223333:any", body: JSON.stringify(request) };
    return topicEvent({ ...message, attributes: {} }, Date.now());
  },
  outside: () => ({ status: 202, body: "" }),
  paths: ["DynamoDB UpdateItem", "take_email_quota", "take_email_quota > DynamoDB UpdateItem", "sendgrid_send_email"],
  coldPaths: ["SecretsManager GetSecretValue"],
};

const dashboard: Scenario = {
  functionName: "dashboard",
  prepare: () =>
    restUrlEvent({
      method: "GET",
      path: "/api/v2/timeseries/batch",
      query: { tickers: "AAPL,MSFT", resolution: "1h" },
    }),
  paths: ["answer_request", "answer_request > query_buckets", "answer_request > query_buckets > DynamoDB Query"],
  coldPaths: [],
};

/** Polls once: the stream ends before the second time. */
const sseStreaming: Scenario = {
  functionName: "sse-streaming",
  settings: () => ({ SSE_STREAM_LIFETIME_SECONDS: 1, SSE_POLL_INTERVAL_SECONDS: 1 }),
  prepare: () => urlEvent("/api/v2/stream", "tickers=AAPL"),
  paths: [
    "sse_stream",
    "sse_stream > dynamodb_poll",
    "sse_stream > dynamodb_poll > DynamoDB Query",
    "sse_stream > sse_event_dispatch",
  ],
  coldPaths: [],
};

export const scenarios: readonly Scenario[] = [metrics, ingestion, analysis, notification, dashboard, sseStreaming];

/** The scenario of a function. */
export function scenarioOf(functionName: string): Scenario {
  const found = scenarios.find((scenario) => scenario.functionName === functionName);
  if (found === undefined) throw new Error(`There is no scenario of ${functionName}`);
  return found;
}

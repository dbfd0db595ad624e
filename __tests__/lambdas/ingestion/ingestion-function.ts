import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { PublishBatchCommand, SNSClient } from "@aws-sdk/client-sns";
import { DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, afterEach, beforeEach, vi } from "vitest";
import { ingestion as contract } from "../../../lambdas/ingestion/contract.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { captureStdout } from "../../helpers/stdout.ts";
import { itemsTable } from "./items-table.ts";
import { startNewsServer } from "./news-server.ts";
import type { RecordedSpan } from "./recorded-spans.ts";
import { usersTable } from "./users-table.ts";

/**
 * The ingestion function with everything around it: both providers, tables in memory, topics that take everything. Each
 * test starts with empty tables, one watched ticker, sources without news, and a day of its own at noon.
 *
 * @param spans of the tracing that stands in for X-Ray; emptied before each test.
 * @param settings that differ from the contract's defaults.
 */
export async function ingestionFunction(
  spans: RecordedSpan[],
  settings: Readonly<Record<string, string | number>> = {},
) {
  const news = await startNewsServer();
  stubLambdaEnvironment(contract, {
    TIINGO_URL: news.origin,
    FINNHUB_URL: `${news.origin}/api/v1`,
    MODEL_VERSION: "v2.0.1",
    ...settings,
  });
  const { handler } = await import("../../../lambdas/ingestion/handler.ts");
  const tables = mockClient(DynamoDBDocumentClient);
  const sns = mockClient(SNSClient);
  const secrets = mockClient(SecretsManagerClient);
  // Secrets are kept for five minutes: a day per test makes each read its own.
  const now = new Date("2026-01-04T12:00:00.000Z");
  const state = { items: itemsTable(tables), people: usersTable(tables), stdout: captureStdout(), runs: 0 };
  state.stdout.restore();

  beforeEach(() => {
    for (const each of [tables, sns, secrets]) each.reset();
    spans.length = 0;
    news.requests.length = 0;
    news.tiingo = () => [];
    news.finnhub = () => [];
    state.items = itemsTable(tables);
    state.people = usersTable(tables);
    state.runs = 0;
    watch("AAPL");
    sns.on(PublishBatchCommand).resolves({});
    secrets.on(GetSecretValueCommand).callsFake(({ SecretId }) => ({
      SecretString: JSON.stringify({ api_key: SecretId.includes("tiingo") ? "tiingo-key" : "finnhub-key" }),
    }));
    vi.useFakeTimers({ now: now.getTime() + 86_400_000, toFake: ["Date"] });
    now.setTime(Date.now());
    state.stdout = captureStdout();
  });
  afterEach(() => state.stdout.restore());
  afterAll(() => news.close());

  /** Makes the users table answer with one active configuration of these tickers. */
  function watch(...tickers: readonly unknown[]): void {
    tables
      .on(QueryCommand, { TableName: "test-sentiment-users" })
      .resolves({ Items: [{ tickers: tickers.map((symbol) => (typeof symbol === "string" ? { symbol } : symbol)) }] });
  }

  /** The context of a run with an identity of its own. */
  function nextContext(milliseconds?: number) {
    state.runs += 1;
    return { ...lambdaContext(contract, milliseconds), awsRequestId: runId(state.runs) };
  }

  return {
    news,
    handler,
    tables,
    sns,
    secrets,
    watch,
    /** The test's own noon. */
    now,
    /** Lets time go by. */
    pass: (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds),
    items: () => state.items,
    people: () => state.people,
    stdout: () => state.stdout,
    run: (milliseconds?: number) => handler({}, nextContext(milliseconds)),
    /** The platform's next attempt at the last run. */
    retry: () => handler({}, { ...lambdaContext(contract), awsRequestId: runId(state.runs) }),
    requestsTo: (path: string) => news.requests.filter((request) => request.path === path),
    spansOf: (name: string) => spans.filter((span) => span.name === name),
    /** Messages that a topic was asked to take, by the topic's name. */
    publishedTo: (topic: string) =>
      sns
        .commandCalls(PublishBatchCommand, { TopicArn: `arn:aws:sns:us-east-1:111122223333:test-sentiment-${topic}` })
        .flatMap(({ args }) => args[0].input.PublishBatchRequestEntries ?? [])
        .map(({ Message, MessageAttributes }) => ({
          message: JSON.parse(Message ?? ""),
          attributes: MessageAttributes,
        })),
    /** Values of a metric that were emitted with exactly the dimensions given. */
    emitted(namespace: string, name: string, dimensions: Readonly<Record<string, string>> = {}) {
      const expected = JSON.stringify({ Environment: "test", ...dimensions });
      return state.stdout
        .metrics()
        .filter((metric) => metric.namespace === namespace && metric.name === name)
        .filter((metric) => JSON.stringify(metric.dimensions) === expected)
        .flatMap(({ values }) => values);
    },
    /** How often each failure path was survived, in the order of the metric's lines. */
    survived: () =>
      state.stdout
        .metrics()
        .filter(({ namespace, name }) => `${namespace} ${name}` === "SentimentAnalyzer/Reliability SilentFailure/Count")
        .flatMap(({ dimensions, values }) => values.map(() => dimensions.FailurePath)),
  };
}

/** Identity of a test's runs, from 1. */
export function runId(run: number): string {
  return `00000000-0000-4000-8000-${String(run).padStart(12, "0")}`;
}

/** The error that something ends with; undefined where it succeeds. */
export function failureOf(running: Promise<unknown>): Promise<unknown> {
  return running.then(
    () => undefined,
    (error: unknown) => error,
  );
}

import { promisify } from "node:util";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { signSessionToken } from "../../../lambdas/shared/sentiment/session-tokens.ts";
import { type StreamEventType, streamEvents } from "../../../lambdas/shared/sentiment/stream-events.ts";
import { sseStreaming as contract } from "../../../lambdas/sse-streaming/contract.ts";
import { readEventStream } from "../../helpers/event-stream-reader.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import {
  ReceivedResponse,
  type StreamingHandler,
  stubStreamingRuntime,
  urlEvent,
} from "../../helpers/streaming-runtime.ts";

stubLambdaEnvironment(contract);
vi.stubEnv("OTEL_SDK_DISABLED", "true");
vi.stubEnv("_X_AMZN_TRACE_ID", "Root=1-6b00fdd5-09ddebcaa94551b47a5689b5;Parent=53995c3f42cd8ad8;Sampled=1");
stubStreamingRuntime();
const { handler } = (await import("../../../lambdas/sse-streaming/handler.ts")) as unknown as {
  handler: StreamingHandler;
};

/** The function without traces, on a clock that stands still; no timer may be left when a test ends. */
export { handler };
export const tables = mockClient(DynamoDBDocumentClient);
export const secrets = mockClient(SecretsManagerClient);

/** Time at which every test begins, epoch milliseconds. */
export const start = Date.parse("2026-01-05T12:00:00.000Z");

beforeEach(() => {
  tables.reset();
  tables.on(QueryCommand).resolves({ Items: [] });
  tables.on(GetCommand).resolves({});
  secrets.reset();
  secrets.on(GetSecretValueCommand).resolves({ SecretString: JSON.stringify({ signing_key: signingKey }) });
  vi.useFakeTimers({ now: start });
});

afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** An article whose score was stored at an instant, epoch milliseconds. */
export function article(number: number, analyzedAt: number, label = "positive", tickers = ["AAPL"]) {
  return {
    source_id: `dedup:${number}`,
    timestamp: new Date(analyzedAt - 600_000).toISOString(),
    analyzed_at: new Date(analyzedAt).toISOString(),
    sentiment: label,
    score: 0.9,
    polarity: label === "negative" ? -0.8 : 0.8,
    sources: ["finnhub", "tiingo"],
    matched_tickers: tickers,
  };
}

export function bucket(begin: string, count: number) {
  return {
    SK: begin,
    open: 0.1,
    high: 0.9,
    low: -0.2,
    close: 0.5,
    sum: 0.4 * count,
    count,
    label_counts: { positive: count },
  };
}

/** The index of articles, to be told what it answers. */
export const index = () => tables.on(QueryCommand, { IndexName: "by_status" });

/** How a stream is opened. */
export interface Opening {
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds that Lambda leaves at its beginning. */
  readonly remaining?: number;
  readonly response?: ReceivedResponse;
}

/** So little time that a stream ends after its snapshot. */
export const snapshotOnly = 2_900;

/** Opens a stream. */
export function open({
  path = "/api/v2/stream",
  query = "",
  headers = {},
  remaining = 900_000,
  response = new ReceivedResponse(),
}: Opening = {}) {
  const context = {
    ...lambdaContext(contract),
    getRemainingTimeInMillis: () => remaining - (Date.now() - start),
  };
  const outcome = handler(urlEvent(path, query, headers), response, context).then(
    () => undefined,
    (error: unknown) => error,
  );
  return {
    response,
    outcome,
    events: () => eventsOf(response.text),
    types: () => eventsOf(response.text).map(({ type }) => type),
    lastId: () => eventsOf(response.text).at(-1)?.id ?? "",
  };
}

/** Every event of a stream; its data are exactly what the schema that clients parse with describes. */
function eventsOf(text: string) {
  return readEventStream(text).events.map((event) => {
    const data = JSON.parse(event.data);
    expect(streamEvents[event.type as StreamEventType].parse(data)).toEqual(data);
    return { ...event, data };
  });
}

/** Lets time pass, a second at a time, and each time waits for the verification of tokens, which takes real time. */
export async function elapse(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 1_000) {
    await vi.advanceTimersByTimeAsync(Math.min(left, 1_000));
    await verified();
  }
}

const turnOfTheLoop = promisify(setImmediate);
const verifications = new Set<Promise<unknown>>();
for (const operation of ["importKey", "verify"] as const) {
  const original = crypto.subtle[operation].bind(crypto.subtle) as (...input: unknown[]) => Promise<never>;
  vi.spyOn(crypto.subtle, operation).mockImplementation((...input: unknown[]) => {
    const result = original(...input);
    verifications.add(result);
    return result.finally(() => verifications.delete(result));
  });
}

async function verified(): Promise<void> {
  do {
    await Promise.allSettled(verifications);
    await turnOfTheLoop();
  } while (verifications.size > 0);
}

/** Signs the tokens that the function takes. */
export const signingKey = "a key of the tests, of more than thirty-two bytes";

/** The person of the tests, the session and the configuration. */
export const person = {
  userId: "3f0c7a54-5f0b-4a53-9a4c-1a2b3c4d5e6f",
  sessionId: "b6c0c6de-6a0f-4c4e-8f0a-2b7d9e1f3a5c",
  configurationId: "9d2f4b68-7c1e-4f3a-8b5d-0e6a2c4f8d1b",
};

const expiresAt = start / 1000 + 86_400;

/** A token of the person, valid for a day; what is given is otherwise. */
export function token(
  otherwise: { readonly userId?: string; readonly expiresAt?: number; readonly key?: string } = {},
) {
  const { key = signingKey, ...claims } = otherwise;
  const { userId, sessionId } = person;
  return signSessionToken({ userId, sessionId, authType: "anonymous", expiresAt, ...claims }, key, "test", start);
}

/** Puts the session of the person, and a configuration, into the users table; what is given is otherwise. */
export function storeConfiguration(
  row: Readonly<Record<string, unknown>> = {},
  session: Readonly<Record<string, unknown>> = {},
): void {
  tables.on(GetCommand).resolves({});
  tables.on(GetCommand, { Key: { PK: `SESSION#${person.sessionId}`, SK: "SESSION" } }).resolves({
    Item: { user_id: person.userId, auth_type: "anonymous", ttl_timestamp: expiresAt, ...session },
  });
  tables
    .on(GetCommand, { Key: { PK: `USER#${person.userId}`, SK: `CONFIG#${person.configurationId}` } })
    .resolves({ Item: { status: "active", tickers: [{ symbol: "AAPL" }, { symbol: "MSFT" }], ...row } });
}

/** The path of a configuration's stream. */
export function configurationPath(configurationId: string = person.configurationId): string {
  return `/api/v2/configurations/${configurationId}/stream`;
}

/** Opens the stream of the person's configuration, with a valid token. */
export async function openConfiguration(opening: Opening = {}) {
  const authorization = `Bearer ${await token()}`;
  const opened = open({ path: configurationPath(), ...opening, headers: { authorization, ...opening.headers } });
  await verified();
  return opened;
}

import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, afterEach, beforeEach, vi } from "vitest";
import { notification as contract } from "../../../lambdas/notification/contract.ts";
import type { NotificationRequest } from "../../../lambdas/shared/sentiment/notification-requests.ts";
import {
  type AlertRow,
  alertEntityType,
  alertKey,
  magicLinkKey,
  profileKey,
} from "../../../lambdas/shared/sentiment/user-rows.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { topicEvent } from "../analysis/articles.ts";
import { fakeTables } from "../dashboard/fake-tables.ts";
import { bucketRow } from "../dashboard/rows.ts";
import type { RecordedSpan } from "../ingestion/recorded-spans.ts";
import { captureLogs } from "./logs.ts";
import { apiKey, startSendgridServer } from "./sendgrid-server.ts";

/** Noon in London, seven in New York, half past five in the afternoon in Kolkata. */
export const now = new Date("2026-01-05T12:00:03.000Z");

/** Address of who asks for sign-in links. */
export const recipient = "kim@mail.example.com";

/** The event of the schedule. */
export const scheduled = { source: "aws.events", "detail-type": "Scheduled Event", detail: {} };

/** An event of the topic with one message. */
export const requested = (request: NotificationRequest): unknown => topicEvent(request);

/**
 * The notification function with everything around it: SendGrid, tables in memory, the secret with SendGrid's key. Each
 * test starts with empty tables, an untouched quota and the same time.
 *
 * @param spans of the tracing that stands in for X-Ray; emptied before each test.
 */
export async function notificationFunction(spans: RecordedSpan[] = []) {
  const sendgrid = await startSendgridServer();
  stubLambdaEnvironment(contract, { SENDGRID_URL: sendgrid.origin, DASHBOARD_URL: "https://app.example.com" });
  const { handler } = await import("../../../lambdas/notification/handler.ts");
  const tables = fakeTables();
  const secrets = mockClient(SecretsManagerClient);
  const state = { logs: captureLogs() };
  state.logs.restore();

  beforeEach(() => {
    tables.reset();
    secrets.reset();
    secrets.on(GetSecretValueCommand).resolves({ SecretString: JSON.stringify({ api_key: apiKey }) });
    spans.length = 0;
    for (const list of [sendgrid.mails, sendgrid.faults, sendgrid.planned]) list.length = 0;
    vi.useFakeTimers({ now, toFake: ["Date"] });
    state.logs = captureLogs();
  });
  afterEach(() => state.logs.restore());
  afterAll(() => sendgrid.close());

  /** Invokes the function, whose time goes by with the clock. */
  function invoke(event: unknown, milliseconds = contract.timeoutSeconds * 1000): Promise<unknown> {
    const deadline = Date.now() + milliseconds;
    return handler(event, { ...lambdaContext(contract), getRemainingTimeInMillis: () => deadline - Date.now() });
  }

  /** Stores a sign-in link that the dashboard made a minute ago. */
  function magicLink(token: string, changes: object = {}): void {
    const expires_at = new Date(now.getTime() + 59 * 60_000).toISOString();
    tables.put("users", { ...magicLinkKey(token), entity_type: "MAGIC_LINK", expires_at, ...changes });
  }

  /** The error that an invocation ends with; its answer where it ends with none. */
  function failureOf(event: unknown, milliseconds?: number): Promise<unknown> {
    return invoke(event, milliseconds).catch((error: unknown) => error);
  }

  /** Asks for the mail of a sign-in link of its own. Gives back the answer, or the error. */
  function mail(token = "token", milliseconds?: number): Promise<unknown> {
    magicLink(token);
    const request = { notification_type: "magic_link", email: recipient, token, expires_in_minutes: 60 } as const;
    return failureOf(requested(request), milliseconds);
  }

  /** Lets SendGrid refuse a mail, and a row of the users table go while it does. */
  function refuseWhileGoing({ PK, SK }: { readonly PK: string; readonly SK: string }): void {
    vi.spyOn(globalThis, "fetch").mockImplementationOnce(async () => {
      const Key = { PK: { S: PK }, SK: { S: SK } };
      tables.account().dynamoDb.answer("DeleteItem", { TableName: "test-sentiment-users", Key });
      return new Response(null, { status: 403 });
    });
  }

  /** Carries some writes out twice, as the SDK does where an answer gets lost. Gives back how often that happened. */
  function repeatWrites(partOfUpdate: string): () => number {
    const { dynamoDb } = tables.account();
    const { answer } = dynamoDb;
    let repeated = 0;
    vi.spyOn(dynamoDb, "answer").mockImplementation((operation, input) => {
      if (String(input.UpdateExpression).includes(partOfUpdate)) {
        repeated += 1;
        answer(operation, input);
      }
      return answer(operation, input);
    });
    return () => repeated;
  }

  /** Carries the next write of a kind out, and lets all its answers get lost. */
  function loseAnswers(partOfUpdate: string): void {
    const { dynamoDb } = tables.account();
    const { answer } = dynamoDb;
    const lost = Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
    const spy = vi.spyOn(dynamoDb, "answer").mockImplementation((operation, input) => {
      const answered = answer(operation, input);
      if (!String(input.UpdateExpression).includes(partOfUpdate)) return answered;
      spy.mockRestore();
      throw lost;
    });
  }

  /** Lets time pass while the next write of a kind is carried out. */
  function answerLate(partOfUpdate: string, milliseconds: number): void {
    const { dynamoDb } = tables.account();
    const { answer } = dynamoDb;
    const spy = vi.spyOn(dynamoDb, "answer").mockImplementation((operation, input) => {
      const answered = answer(operation, input);
      if (!String(input.UpdateExpression).includes(partOfUpdate)) return answered;
      spy.mockRestore();
      vi.setSystemTime(Date.now() + milliseconds);
      return answered;
    });
  }

  return {
    sendgrid,
    tables,
    secrets,
    invoke,
    failureOf,
    refuseWhileGoing,
    repeatWrites,
    loseAnswers,
    answerLate,
    magicLink,
    mail,
    logs: () => state.logs,
    recipients: () => sendgrid.mails.map(({ personalizations }) => personalizations[0]?.to[0]?.email).sort(),
    texts: () => sendgrid.mails.map(({ content }) => content[0].value),
    /** Names of the emitted metrics with their values. */
    emitted: () => state.logs.metrics().map(({ name, values }) => [name, ...values]),
    spansOf: (name: string) => spans.filter((span) => span.name === name),
    row: (key: { readonly PK: string; readonly SK: string }) =>
      tables.rows("users").find(({ PK, SK }) => PK === key.PK && SK === key.SK),
    quotaRow: () => tables.rows("users").find(({ PK }) => PK === "EMAIL_QUOTA"),
    /** Lets some mails of this day be sent already. */
    useQuota: (count: number, ofPeople: Readonly<Record<string, number>> = {}) =>
      tables.put("users", {
        PK: "EMAIL_QUOTA",
        SK: "2026-01-05",
        count,
        ...Object.fromEntries(Object.entries(ofPeople).map(([id, mails]) => [`mails_of_${id}`, mails])),
      }),
    /** Stores somebody with an address. */
    person: (id: string, changes: object = {}) =>
      tables.put("users", { ...profileKey(id), entity_type: "USER", email: `${id}@example.com`, ...changes }),
    /** Stores a rule of somebody: AAPL above 0.2 unless the changes say otherwise. */
    alert: (userId: string, id: string, changes: Partial<AlertRow> = {}) =>
      tables.put("users", {
        ...alertKey(userId, id),
        entity_type: alertEntityType(changes.ticker ?? "AAPL"),
        status: "enabled",
        alert_id: id,
        config_id: "c1",
        ticker: "AAPL",
        threshold_direction: "above",
        threshold_value: 0.2,
        trigger_count: 0,
        ...changes,
      }),
    /** Stores articles of one hour, of an average polarity of 0.25 each. */
    scores: (ticker: string, hoursAgo: number, count: number) => {
      const instant = new Date(now.getTime() - hoursAgo * 3_600_000).toISOString();
      tables.put("timeseries", bucketRow(ticker, "1h", instant, { positive: count }));
    },
  };
}

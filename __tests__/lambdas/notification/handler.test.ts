import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, afterEach, beforeEach, expect, it, vi } from "vitest";
import { notification as contract } from "../../../lambdas/notification/contract.ts";
import { lambdaContext, stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { recordedSpans } from "../ingestion/recorded-spans.ts";
import { captureLogs } from "./logs.ts";
import { reachedServices } from "./notification-function.ts";
import { startSendgridServer } from "./sendgrid-server.ts";

const recorded = recordedSpans();
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
const sendgrid = await startSendgridServer();
stubLambdaEnvironment(contract, { SENDGRID_URL: sendgrid.origin, DASHBOARD_URL: "https://app.example.com" });
const { handler } = await import("../../../lambdas/notification/handler.ts");
const services = reachedServices();
let logs: ReturnType<typeof captureLogs>;

beforeEach(() => {
  services.reset();
  recorded.spans.length = 0;
  for (const list of [sendgrid.mails, sendgrid.faults, sendgrid.planned]) list.length = 0;
  vi.useFakeTimers({ now: new Date("2026-01-05T12:00:03.000Z"), toFake: ["Date"] });
  logs = captureLogs();
});
afterEach(() => logs.restore());
afterAll(() => sendgrid.close());

const invoke = (event: unknown) => handler(event, lambdaContext(contract));
const failureOf = (event: unknown) => invoke(event).catch((error: unknown) => error);
const address = "kim@mail.example.com";
const token = "t0ken/with+odd=characters";

const alert = (changes: object = {}) => ({
  notification_type: "alert",
  alert: {
    email: address,
    ticker: "AAPL",
    alert_type: "sentiment_threshold",
    triggered_value: 0.61,
    threshold: 0.5,
    ...changes,
  },
});
const magicLink = (changes: object = {}) => ({ notification_type: "magic_link", email: address, token, ...changes });

const quotaRow = () => services.tables.rows("users").find(({ PK }) => PK === "EMAIL_QUOTA");
const useQuota = (count: number) => services.tables.put("users", { PK: "EMAIL_QUOTA", SK: "2026-01-05", count });
const emitted = () => logs.metrics().map(({ name, values }) => [name, ...values]);

it("sends an alert as SendGrid documents it", async () => {
  const answer = await invoke(alert());

  expect(sendgrid.faults).toEqual([]);
  expect(answer).toEqual({ sent: 1 });
  expect(sendgrid.mails).toMatchObject([
    {
      personalizations: [{ to: [{ email: address }] }],
      from: { email: "noreply@sentiment-analyzer.com" },
      subject: "Alert: AAPL sentiment threshold crossed",
      tracking_settings: { click_tracking: { enable: false, enable_text: false } },
    },
  ]);
  const [text, html] = sendgrid.mails[0]?.content ?? [];
  expect(text?.value).toContain("exceeded your threshold: it is 0.61, the threshold is 0.50");
  expect(html?.value).toContain('href="https://app.example.com/dashboard?ticker=AAPL"');
});

it.each([
  [{ triggered_value: 0, threshold: 0.2 }, "dropped below your threshold: it is 0.00, the threshold is 0.20"],
  [{ triggered_value: 0.2, threshold: 0 }, "exceeded your threshold: it is 0.20, the threshold is 0.00"],
])("takes zero for a value: %j", async (changes, sentence) => {
  await invoke(alert(changes));

  expect(sendgrid.mails[0]?.content[0].value).toContain(sentence);
});

it("D32: sends a sign-in link whose token arrives unchanged", async () => {
  await invoke(magicLink({ expires_in_minutes: 15 }));

  const [text, html] = sendgrid.mails[0]?.content ?? [];
  const link = /https:\S+/.exec(text?.value ?? "")?.[0] ?? "";
  expect(new URL(link).origin + new URL(link).pathname).toBe("https://app.example.com/auth/verify");
  expect(new URL(link).searchParams.get("token")).toBe(token);
  expect(text?.value).toContain("for 15 minutes");
  expect(html?.value).toContain(`href="${link}"`);
});

it("a sign-in link is valid for an hour unless the event says otherwise", async () => {
  await invoke(magicLink());

  expect(sendgrid.mails[0]?.content[0].value).toContain("for 60 minutes");
});

it.each([
  ["nothing", {}, "notification_type"],
  ["an unknown kind", { notification_type: "carrier_pigeon" }, "notification_type"],
  ["no object", "digest", "the whole"],
  ["a message of a topic", { Records: [] }, "notification_type"],
  ["an event of another source", { source: "aws.ec2", "detail-type": "Scheduled Event" }, "notification_type"],
  ["an alert without value", alert({ triggered_value: undefined }), "alert.triggered_value"],
  ["an alert on something that is no ticker", alert({ ticker: "<b>" }), "alert.ticker"],
  ["an address that is none", magicLink({ email: `${address}\nBcc: x@example.com` }), "email"],
  ["a token that is missing", magicLink({ token: "" }), "token"],
])("throws at %s, says what is wrong and quotes nothing", async (_, event, field) => {
  const failure = (await failureOf(event)) as Error;

  expect(failure.name).toBe("EventError");
  expect(failure.message).toMatch(new RegExp(`wrong or missing: .*${field}`));
  expect(failure.message).not.toContain("example.com");
  expect(sendgrid.mails).toEqual([]);
});

it("D28, D31: counts mails in one row per UTC day, which expires", async () => {
  await invoke(alert());
  await invoke(magicLink());

  expect(services.tables.rows("users")).toEqual([
    {
      PK: "EMAIL_QUOTA",
      SK: "2026-01-05",
      count: 2,
      last_sent_at: "2026-01-05T12:00:03.000Z",
      ttl_timestamp: Date.parse("2026-02-04T12:00:03.000Z") / 1000,
    },
  ]);
});

it("D28: sends the hundredth mail of a day, and no other after it", async () => {
  useQuota(99);

  await invoke(alert());
  const failure = await failureOf(alert());

  expect(failure).toMatchObject({ name: "QuotaExceededError" });
  expect(sendgrid.mails).toHaveLength(1);
  expect(quotaRow()).toMatchObject({ count: 100 });
});

it("D28: sends nothing where the quota cannot be counted", async () => {
  services.tables.mock.on(UpdateCommand).rejects(new Error("no such table"));

  const failure = await failureOf(alert());

  expect(failure).toMatchObject({ message: "no such table" });
  expect(sendgrid.mails).toEqual([]);
});

it("D35: reports attempts, sent mails and the used quota in the branch Notifications", async () => {
  useQuota(79);

  await invoke(alert());

  expect(emitted()).toEqual([
    ["EmailsAttempted", 1],
    ["EmailQuotaUsed", 80],
    ["EmailsSent", 1],
  ]);
  for (const { namespace, dimensions } of logs.metrics()) {
    expect(namespace).toBe("SentimentAnalyzer/Notifications");
    expect(dimensions).toEqual({ Environment: "test" });
  }
});

it("D35: reports a mail that the quota stops as failed, and the quota as used up", async () => {
  useQuota(100);

  await failureOf(alert());

  expect(emitted()).toEqual([
    ["EmailsAttempted", 1],
    ["EmailQuotaUsed", 100],
    ["EmailsFailed", 1],
  ]);
});

it("traces the call of SendGrid with status, recipients and template", async () => {
  await invoke(magicLink());

  expect(recorded.spans.map(({ name }) => name)).toEqual(["take_email_quota", "sendgrid_send_email"]);
  expect(recorded.spans[1]).toEqual({
    name: "sendgrid_send_email",
    annotations: { http_status: 202, recipient_count: 1, template_name: "magic_link" },
  });
});

it.each([
  [401, "HttpStatusError", "HttpStatusError"],
  [500, "HttpStatusError", "HttpStatusError"],
  [200, "NotAcceptedError", "NotAcceptedError"],
  // Too many requests are expected under load: the mail failed, the span did not.
  [429, "HttpStatusError", undefined],
] as const)(
  "D9: throws at status %d, counts a failed mail and annotates the span",
  async (status, error, spanError) => {
    sendgrid.planned.push(status);

    const failure = await failureOf(alert());

    expect(failure).toMatchObject({ name: error });
    expect(emitted()).toContainEqual(["EmailsFailed", 1]);
    const span = recorded.spans.find(({ name }) => name === "sendgrid_send_email");
    expect(span?.annotations).toMatchObject({ http_status: status });
    expect(span?.error).toBe(spanError);
  },
);

it("D9: throws where SendGrid does not answer", async () => {
  sendgrid.planned.push("hang-up");

  const failure = await failureOf(alert());

  expect(failure).toMatchObject({ name: "UnansweredMailError" });
  expect(emitted()).toContainEqual(["EmailsFailed", 1]);
});

it("D34: neither addresses nor tokens nor keys are in logs, metrics, spans and errors", async () => {
  sendgrid.planned.push(202, 400, "hang-up");

  const errors = [await invoke(magicLink()), await failureOf(magicLink()), await failureOf(magicLink())];

  const told = [...logs.lines(), JSON.stringify(recorded.spans), ...errors.map(String)].join("\n");
  expect(told).toContain("invocation failed");
  for (const secret of ["kim", "mail.example.com", "t0ken", "SG.test"]) expect(told).not.toContain(secret);
});

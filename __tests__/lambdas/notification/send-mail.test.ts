import { beforeEach, expect, it, vi } from "vitest";
import { recordedSpans } from "../ingestion/recorded-spans.ts";
import { notificationFunction, recipient } from "./notification-function.ts";
import type { PlannedAnswer } from "./sendgrid-server.ts";

const recorded = recordedSpans();
const paused = vi.hoisted(() => [] as number[]);
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
vi.mock("node:timers/promises", () => ({
  setTimeout: async (milliseconds: number) => {
    paused.push(milliseconds);
    vi.setSystemTime(Date.now() + milliseconds);
  },
}));
const notification = await notificationFunction(recorded.spans);
const { mail, sendgrid, quotaRow, emitted, spansOf } = notification;

beforeEach(() => {
  paused.length = 0;
  vi.spyOn(Math, "random").mockReturnValue(1);
});

it("sends a mail as SendGrid documents it", async () => {
  const answer = await mail();

  expect(sendgrid.faults).toEqual([]);
  expect(answer).toEqual({ sent: 1, skipped: 0 });
  expect(sendgrid.mails).toMatchObject([
    {
      personalizations: [{ to: [{ email: recipient }] }],
      from: { email: "noreply@sentiment-analyzer.com" },
      subject: "Your sign-in link",
      tracking_settings: { click_tracking: { enable: false, enable_text: false } },
    },
  ]);
});

it.each([429, 500, 502, 503, 504])("tries again after status %d, and counts one mail", async (status) => {
  sendgrid.planned.push(status, status);

  const answer = await mail();

  expect(answer).toEqual({ sent: 1, skipped: 0 });
  expect(sendgrid.mails).toHaveLength(1);
  expect(paused).toEqual([500, 1_000]);
  expect(quotaRow()).toMatchObject({ count: 1 });
  expect(emitted()).toEqual([
    ["EmailQuotaUsed", 1],
    ["EmailsAttempted", 1],
    ["EmailsSent", 1],
  ]);
});

it("tries five times, after pauses that grow, and then gives up", async () => {
  sendgrid.planned.push(503, 503, 503, 503, 503);

  const failure = await mail();

  expect(failure).toMatchObject({ name: "HttpStatusError", status: 503 });
  expect(paused).toEqual([500, 1_000, 2_000, 4_000]);
  expect(sendgrid.planned).toEqual([]);
});

it("leaves out a random half of each pause, so that those are kept apart who failed together", async () => {
  vi.mocked(Math.random).mockReturnValue(0);
  sendgrid.planned.push(500, 500);

  await mail();

  expect(paused).toEqual([250, 500]);
});

it.each([
  [{ status: 429, retryAfter: "3" }, 3_000],
  [{ status: 503, retryAfter: "Mon, 05 Jan 2026 12:00:05 GMT" }, 2_000],
  [{ status: 429, retryAfter: "soon" }, 500],
  [{ status: 429, retryAfter: "0" }, 500],
])("waits as long as the answer asks, at least the usual pause: %j", async (answer, milliseconds) => {
  sendgrid.planned.push(answer);

  await mail();

  expect(paused).toEqual([milliseconds]);
  expect(sendgrid.mails).toHaveLength(1);
});

it("does not wait longer than leaves time for another attempt and for giving back what was claimed", async () => {
  sendgrid.planned.push({ status: 429, retryAfter: "18" });

  const failure = await mail("token", 30_000);

  expect(failure).toMatchObject({ status: 429 });
  expect(paused).toEqual([]);
  expect(sendgrid.mails).toEqual([]);
});

it("waits as long as there is that time", async () => {
  sendgrid.planned.push({ status: 429, retryAfter: "17" });

  await mail("token", 30_000);

  expect(paused).toEqual([17_000]);
  expect(sendgrid.mails).toHaveLength(1);
});

it.each([400, 401, 403, 413])("does not try again after status %d", async (status) => {
  sendgrid.planned.push(status);

  const failure = await mail();

  expect(failure).toMatchObject({ name: "HttpStatusError", status });
  expect(paused).toEqual([]);
});

it("D9: throws at a status that is neither an error nor an acceptance", async () => {
  sendgrid.planned.push(200);

  const failure = await mail();

  expect(failure).toMatchObject({ name: "NotAcceptedError" });
  expect(emitted()).toContainEqual(["EmailsFailed", 1]);
});

it.each<readonly PlannedAnswer[]>([["hang-up"], [503, "hang-up"]])(
  "a request without an answer is not repeated, because the mail may go out: %j, %j",
  async (...answers) => {
    sendgrid.planned.push(...answers.filter((answer) => answer !== undefined));

    const failure = await mail();

    expect(failure).toMatchObject({ name: "UnansweredMailError" });
    expect(sendgrid.mails).toEqual([]);
    expect(quotaRow()).toMatchObject({ count: 1 });
    expect(emitted()).toContainEqual(["EmailsFailed", 1]);
  },
);

it("a connection that does not come about sent nothing, and is tried again", async () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  const fetching = vi.spyOn(globalThis, "fetch").mockRejectedValueOnce(new TypeError("failed", { cause: refused }));

  const answer = await mail();

  fetching.mockRestore();
  expect(answer).toEqual({ sent: 1, skipped: 0 });
  expect(paused).toEqual([500]);
});

it("traces every attempt with status, recipients and template; too many requests are no fault of the span", async () => {
  sendgrid.planned.push(429, 500);

  await mail();

  const annotations = (http_status: number) => ({ http_status, recipient_count: 1, template_name: "magic_link" });
  expect(spansOf("sendgrid_send_email")).toEqual([
    { name: "sendgrid_send_email", annotations: annotations(429) },
    { name: "sendgrid_send_email", annotations: annotations(500), error: "HttpStatusError" },
    { name: "sendgrid_send_email", annotations: annotations(202) },
  ]);
  expect(spansOf("take_email_quota")).toEqual([{ name: "take_email_quota", annotations: { quota_used: 1 } }]);
});

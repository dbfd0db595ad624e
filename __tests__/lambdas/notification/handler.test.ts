import { expect, it, vi } from "vitest";
import { magicLinkKey } from "../../../lambdas/shared/sentiment/user-rows.ts";
import { topicEvent } from "../analysis/articles.ts";
import { recordedSpans } from "../ingestion/recorded-spans.ts";
import { notificationFunction, requested, scheduled } from "./notification-function.ts";
import type { PlannedAnswer } from "./sendgrid-server.ts";

const recorded = recordedSpans();
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
vi.mock("node:timers/promises", () => ({ setTimeout: async () => {} }));
const notification = await notificationFunction(recorded.spans);
const { invoke, failureOf, sendgrid, tables } = notification;
const email = "kim@mail.example.com";
const token = "t0ken/with+odd=characters";
const magicLink = (changes: object = {}) => ({
  notification_type: "magic_link",
  email,
  token,
  expires_in_minutes: 60,
  ...changes,
});
const evaluation = (...tickers: readonly unknown[]) => ({ notification_type: "evaluate_alerts", tickers });

it.each([
  ["nothing", {}, "Records"],
  ["no object", "digest", "the whole"],
  ["an event without records", { Records: [] }, "Records"],
  ["a request that does not come from the topic", magicLink(), "Records"],
  ["an event of another source", { source: "aws.ec2", "detail-type": "Scheduled Event" }, "Records"],
  ["an unknown kind", topicEvent({ notification_type: "carrier_pigeon" }), "notification_type"],
  ["a single alert, which nobody asks for", topicEvent({ notification_type: "alert" }), "notification_type"],
  ["something that is no ticker", topicEvent(evaluation("AAPL", "<b>")), "tickers.1"],
  ["no ticker", topicEvent(evaluation()), "tickers"],
  ["an address that is none", topicEvent(magicLink({ email: `${email}\nBcc: x@example.com` })), "email"],
  ["a token that is missing", topicEvent(magicLink({ token: "" })), "token"],
  ["a validity that is missing", topicEvent(magicLink({ expires_in_minutes: undefined })), "expires_in_minutes"],
])("D9: throws at %s, says what is wrong and quotes nothing", async (_, event, field) => {
  const failure = (await failureOf(event)) as Error;

  expect(failure.name).toBe("MessageError");
  expect(failure.message).toMatch(new RegExp(`wrong or missing: .*${field}`));
  expect(failure.message).not.toContain("example.com");
  expect(sendgrid.mails).toEqual([]);
  expect(tables.mock.calls()).toHaveLength(0);
});

it("D30: the schedule sends digests, the topic everything else", async () => {
  const digests = await invoke(scheduled);
  const requests = await invoke(requested({ notification_type: "evaluate_alerts", tickers: ["AAPL"] }));

  expect(digests).toEqual({ due: 0, sent: 0, skipped: 0 });
  expect(requests).toEqual({ sent: 0, skipped: 0 });
});

/** Everything that a run of every kind of mail tells: log lines, metrics, spans, and answers or errors. */
async function toldOf(answer: PlannedAnswer): Promise<string> {
  sendgrid.planned.push(...Array.from({ length: 40 }, () => answer));
  tables.put("users", {
    ...magicLinkKey(token),
    expires_at: "2026-01-05T12:30:00.000Z",
    email,
  });
  notification.person("u1", { email });
  notification.alert("u1", "a1");
  notification.scores("AAPL", 0, 1);
  tables.put("users", {
    PK: "USER#u1",
    SK: "DIGEST_SETTINGS",
    entity_type: "DIGEST_SETTINGS",
    status: "enabled",
    time: "12:00",
    timezone: "Europe/London",
  });
  tables.put("users", { PK: "USER#u1", SK: "CONFIG#c1", status: "active", tickers: [{ symbol: "AAPL" }] });
  const link = magicLink() as Parameters<typeof requested>[0];
  const outcomes = [
    await failureOf(requested(link)),
    await failureOf(requested(link)),
    await failureOf(requested({ notification_type: "evaluate_alerts", tickers: ["AAPL"] })),
    await failureOf(scheduled),
    await failureOf(topicEvent(magicLink({ email: "no address, but kim" }))),
    await failureOf(topicEvent(`no JSON but ${email} and ${token}`)),
  ];
  const errors = outcomes.map((outcome) =>
    outcome instanceof Error ? `${outcome.stack} ${JSON.stringify(outcome)} ${outcome.cause}` : JSON.stringify(outcome),
  );
  return [...notification.logs().lines(), JSON.stringify(recorded.spans), ...errors].join("\n");
}

it.each<[PlannedAnswer, string]>([
  [202, "digests sent"],
  [400, "invocation failed"],
  [503, "an alert failed"],
  ["hang-up", "UnansweredMailError"],
])(
  "D34: no address, token, key or text of a mail is in logs, metrics, spans and errors when SendGrid answers %j",
  async (answer, expected) => {
    const told = await toldOf(answer);

    expect(told).toContain(expected);
    for (const secret of ["kim", "mail.example.com", "t0ken", "SG.test", "Bearer", "your threshold", "Look at AAPL"])
      expect(told).not.toContain(secret);
  },
);

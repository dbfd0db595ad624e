import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { expect, it, vi } from "vitest";
import { dashboard } from "../../../lambdas/dashboard/contract.ts";
import { alertKey } from "../../../lambdas/shared/sentiment/user-rows.ts";
import { stubLambdaEnvironment } from "../../helpers/lambda-environment.ts";
import { recordedSpans } from "../ingestion/recorded-spans.ts";
import { notificationFunction, now, requested } from "./notification-function.ts";

const recorded = recordedSpans();
vi.mock("../../../lambdas/shared/tracing/x-ray.ts", () => ({ xRayTracing: () => recorded.tracing }));
vi.mock("node:timers/promises", () => ({ setTimeout: async () => {} }));
stubLambdaEnvironment(dashboard);
const { summarizeSentiment } = await import("../../../lambdas/dashboard/buckets/ticker-sentiment.ts");
const notification = await notificationFunction(recorded.spans);
const { invoke, failureOf, sendgrid, tables, person, alert, scores, row, recipients, texts } = notification;
const evaluation = (...tickers: readonly string[]) => requested({ notification_type: "evaluate_alerts", tickers });
const hour = 3_600_000;
const ruleOf = (userId: string, id = "a1") => row(alertKey(userId, id));

it("D12, D30: mails a rule whose threshold is crossed, when the topic asks for its ticker", async () => {
  person("ann");
  alert("ann", "a1");
  scores("AAPL", 0, 4);

  const answer = await invoke(evaluation("AAPL"));

  expect(answer).toEqual({ sent: 1, skipped: 0 });
  expect(sendgrid.faults).toEqual([]);
  expect(recipients()).toEqual(["ann@example.com"]);
  expect(sendgrid.mails[0]?.subject).toBe("Alert: AAPL sentiment threshold crossed");
  expect(texts()[0]).toContain("exceeded your threshold: it is 0.25, the threshold is 0.20");
  expect(ruleOf("ann")).toMatchObject({ last_triggered_at: now.toISOString(), trigger_count: 1 });
});

it.each([
  ["above", 0.2499, true],
  ["above", 0.25, false],
  ["above", 0.2501, false],
  ["below", 0.2501, true],
  ["below", 0.25, false],
  ["below", 0.2499, false],
  ["above", 0, true],
  ["above", -1, true],
] as const)("an average of 0.25 is %s %d: %s", async (threshold_direction, threshold_value, isCrossed) => {
  person("ann");
  alert("ann", "a1", { threshold_direction, threshold_value });
  scores("AAPL", 0, 1);

  await invoke(evaluation("AAPL"));

  expect(sendgrid.mails).toHaveLength(isCrossed ? 1 : 0);
});

it("looks at the asked tickers alone, and at their enabled rules alone", async () => {
  for (const id of ["ann", "bob", "chi"]) person(id);
  alert("ann", "a1", { ticker: "MSFT" });
  alert("bob", "a1", { status: "disabled" });
  alert("chi", "a1", { ticker: "TSLA" });
  for (const ticker of ["AAPL", "MSFT", "TSLA"]) scores(ticker, 0, 1);

  await invoke(evaluation("AAPL", "MSFT"));

  expect(recipients()).toEqual(["ann@example.com"]);
});

it("does nothing where a ticker has no articles in 24 hours, and reads no scores where nobody set a rule", async () => {
  person("ann");
  alert("ann", "a1", { threshold_value: -1 });
  scores("AAPL", 26, 1);

  const answer = await invoke(evaluation("AAPL", "MSFT"));

  expect(answer).toEqual({ sent: 0, skipped: 0 });
  const series = tables.mock
    .commandCalls(QueryCommand, { TableName: "test-sentiment-timeseries" })
    .map(({ args }) => args[0].input.ExpressionAttributeValues?.[":series"]);
  expect(series).toEqual(["AAPL#1h"]);
});

it("sees the score that was stored a moment ago", async () => {
  alert("ann", "a1");

  await invoke(evaluation("AAPL"));

  const [query] = tables.mock.commandCalls(QueryCommand, { TableName: "test-sentiment-timeseries" });
  expect(query?.args[0].input.ConsistentRead).toBe(true);
});

it("reads all pages of rules", async () => {
  tables.limitPages(1);
  for (const id of ["ann", "bob", "chi"]) {
    person(id);
    alert(id, "a1");
  }
  scores("AAPL", 0, 1);

  await invoke(evaluation("AAPL"));

  expect(recipients()).toHaveLength(3);
});

it("a ticker whose rules cannot be read does not stop the others, and fails the run", async () => {
  person("ann");
  alert("ann", "a1");
  scores("AAPL", 0, 1);
  tables.mock
    .on(QueryCommand, { ExpressionAttributeValues: { ":rules": "ALERT_RULE#MSFT", ":enabled": "enabled" } })
    .rejects(new Error("denied"));

  const failure = await failureOf(evaluation("MSFT", "AAPL"));

  expect(failure).toMatchObject({ message: "1 of 2 tickers were not looked at, 0 of 1 alerts were not sent" });
  expect(recipients()).toEqual(["ann@example.com"]);
});

it("a malformed rule is logged and stops nobody else's", async () => {
  for (const id of ["ann", "bob"]) person(id);
  alert("ann", "a1", { threshold_value: "high" as unknown as number });
  alert("bob", "a1");
  scores("AAPL", 0, 1);

  await invoke(evaluation("AAPL"));

  expect(recipients()).toEqual(["bob@example.com"]);
  const line = notification
    .logs()
    .lines()
    .find((each) => each.includes("malformed"));
  expect(line).toContain('"fields":["threshold_value"]');
});

it("begins no alert that might not end in time", async () => {
  person("ann");
  alert("ann", "a1");
  scores("AAPL", 0, 1);
  tables.mock.on(QueryCommand, { IndexName: "by_entity_status" }).callsFake(() => {
    vi.setSystemTime(now.getTime() + 20_000);
    return { Items: [{ ...alertKey("ann", "a1"), threshold_direction: "above", threshold_value: 0.2 }] };
  });

  const failure = await failureOf(evaluation("AAPL"));

  expect(failure).toMatchObject({ message: "0 of 1 tickers were not looked at, 1 of 1 alerts were not sent" });
  expect(sendgrid.mails).toEqual([]);
});

it("D28: a person gets ten mails a day: further alerts are withheld, and are no failure", async () => {
  notification.useQuota(30, { ann: 9 });
  for (const id of ["ann", "bob"]) person(id);
  for (const id of ["a1", "a2", "a3"]) alert("ann", id);
  alert("bob", "a1");
  scores("AAPL", 0, 1);

  const answer = await invoke(evaluation("AAPL"));

  expect(answer).toEqual({ sent: 2, skipped: 2 });
  expect(recipients()).toEqual(["ann@example.com", "bob@example.com"]);
  expect(notification.quotaRow()).toMatchObject({ count: 32, mails_of_ann: 10, mails_of_bob: 1 });
  const silent = ["a1", "a2", "a3"].filter((id) => ruleOf("ann", id)?.last_triggered_at === undefined);
  expect(silent).toHaveLength(2);
  expect(notification.emitted()).toContainEqual(["EmailsWithheld", 1, 1]);
  expect(notification.emitted().map(([name]) => name)).not.toContain("EmailsFailed");
});

it.each(["2026-01-05T12:00:00.000Z", "2026-01-05T12:00:00.001Z", "2026-01-05T12:59:59.999Z"])(
  "reads the same articles as the dashboard's sentiment of the last 24 hours (%s)",
  async (time) => {
    const end = Date.parse(time);
    vi.setSystemTime(end);
    alert("ann", "a1");

    await invoke(evaluation("AAPL"));
    await summarizeSentiment(["AAPL"], { start: end - 24 * hour, end }, end);

    const [own, dashboards] = tables.mock
      .commandCalls(QueryCommand, { TableName: "test-sentiment-timeseries" })
      .map(({ args }) => Object.values(args[0].input.ExpressionAttributeValues ?? {}));
    expect(own).toHaveLength(3);
    expect(own).toEqual(dashboards);
  },
);

it("D35: counts the alerts that it mailed, and says in its span what it looked at", async () => {
  for (const id of ["ann", "bob"]) person(id);
  alert("ann", "a1");
  alert("bob", "a1", { threshold_value: 0.9 });
  scores("AAPL", 0, 1);

  await invoke(evaluation("AAPL", "MSFT"));

  expect(notification.emitted()).toContainEqual(["AlertsTriggered", 1]);
  expect(notification.spansOf("evaluate_alerts")).toEqual([
    {
      name: "evaluate_alerts",
      annotations: {
        ticker_count: 2,
        rule_count: 2,
        crossed_count: 1,
        sent_count: 1,
        skipped_count: 0,
        failed_count: 0,
      },
    },
  ]);
});

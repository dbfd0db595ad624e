import { QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { expect, it, vi } from "vitest";
import { alertKey } from "../../../lambdas/shared/sentiment/user-rows.ts";
import { notificationFunction, now, requested } from "./notification-function.ts";

vi.mock("node:timers/promises", () => ({ setTimeout: async () => {} }));
const notification = await notificationFunction();
const { invoke, failureOf, sendgrid, tables, person, alert, scores, row, recipients } = notification;
const evaluation = (...tickers: readonly string[]) => requested({ notification_type: "evaluate_alerts", tickers });
const hour = 3_600_000;
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * hour).toISOString();
const ruleOf = (userId: string, id = "a1") => row(alertKey(userId, id));

it("a rule triggers once an hour: asked twice, it mails once", async () => {
  person("ann");
  alert("ann", "a1");
  scores("AAPL", 0, 1);

  await invoke(evaluation("AAPL"));
  const again = await invoke(evaluation("AAPL"));
  vi.setSystemTime(now.getTime() + hour);
  const inTheHour = await invoke(evaluation("AAPL"));
  vi.setSystemTime(now.getTime() + hour + 1);
  const afterIt = await invoke(evaluation("AAPL"));

  expect([again, inTheHour, afterIt]).toMatchObject([{ sent: 0 }, { sent: 0 }, { sent: 1 }]);
  expect(sendgrid.mails).toHaveLength(2);
  expect(ruleOf("ann")).toMatchObject({ trigger_count: 2 });
});

it("two evaluations at once mail once", async () => {
  for (const id of ["ann", "bob", "chi"]) {
    person(id);
    alert(id, "a1");
  }
  scores("AAPL", 0, 1);

  const answers = await Promise.all([1, 2, 3].map(() => invoke(evaluation("AAPL"))));

  expect(recipients()).toEqual(["ann@example.com", "bob@example.com", "chi@example.com"]);
  expect(answers.reduce<number>((sum, answer) => sum + (answer as { sent: number }).sent, 0)).toBe(3);
});

it.each([
  ["was disabled", { status: "disabled" }],
  ["has another threshold", { threshold_value: 0.9 }],
  ["has the other direction", { threshold_direction: "below" }],
  ["triggered", { last_triggered_at: hoursAgo(0.5) }],
] as const)("a rule that %s since the index was read sends nothing", async (_, change) => {
  person("ann");
  alert("ann", "a1", change);
  scores("AAPL", 0, 1);
  const stale = { PK: "USER#ann", SK: "ALERT#a1", threshold_direction: "above", threshold_value: 0.2 };
  tables.mock.on(QueryCommand, { IndexName: "by_entity_status" }).resolves({ Items: [stale] });

  const answer = await invoke(evaluation("AAPL"));

  expect(answer).toEqual({ sent: 0, skipped: 1 });
  expect(sendgrid.mails).toEqual([]);
});

it.each([
  ["no address", { email: undefined }],
  ["switched mails off", { email_notifications_enabled: false }],
])("a rule of somebody with %s is not claimed", async (_, profile) => {
  person("ann", profile);
  alert("ann", "a1");
  scores("AAPL", 0, 1);

  const answer = await invoke(evaluation("AAPL"));

  expect(answer).toEqual({ sent: 0, skipped: 1 });
  expect(ruleOf("ann")).toMatchObject({ trigger_count: 0 });
  expect(ruleOf("ann")).not.toHaveProperty("last_triggered_at");
});

it("one that fails does not stop the others, fails the run, and is mailed by the retry as if it had not been tried", async () => {
  for (const id of ["ann", "bob", "chi"]) {
    person(id);
    alert(id, "a1", { last_triggered_at: hoursAgo(2), trigger_count: 7 });
  }
  scores("AAPL", 0, 1);
  sendgrid.planned.push(400);

  const first = await failureOf(evaluation("AAPL"));
  const released = ["ann", "bob", "chi"].map((id) => ruleOf(id)).filter((rule) => rule?.trigger_count === 7);
  const retry = await invoke(evaluation("AAPL"));

  expect(first).toMatchObject({
    name: "UnsentAlertsError",
    message: "0 of 1 tickers were not looked at, 1 of 3 alerts were not sent",
  });
  expect(released).toMatchObject([{ last_triggered_at: hoursAgo(2) }]);
  expect(retry).toEqual({ sent: 1, skipped: 0 });
  expect(recipients()).toEqual(["ann@example.com", "bob@example.com", "chi@example.com"]);
});

it("a first trigger that fails leaves no time behind", async () => {
  person("ann");
  alert("ann", "a1");
  scores("AAPL", 0, 1);
  sendgrid.planned.push(400);

  await failureOf(evaluation("AAPL"));

  expect(ruleOf("ann")).toMatchObject({ trigger_count: 0 });
  expect(ruleOf("ann")).not.toHaveProperty("last_triggered_at");
});

it("a rule that is deleted while its mail is refused does not come back", async () => {
  person("ann");
  alert("ann", "a1");
  scores("AAPL", 0, 1);
  notification.refuseWhileGoing(alertKey("ann", "a1"));

  const failure = await failureOf(evaluation("AAPL"));

  expect(failure).toMatchObject({ name: "UnsentAlertsError" });
  expect(ruleOf("ann")).toBeUndefined();
  expect(notification.logs().lines().join("\n")).not.toContain("was not given back");
});

it("a mail that may be on its way keeps its claim: the retry sends nothing", async () => {
  person("ann");
  alert("ann", "a1");
  scores("AAPL", 0, 1);
  sendgrid.planned.push("hang-up");

  const first = await failureOf(evaluation("AAPL"));
  const retry = await invoke(evaluation("AAPL"));

  expect(first).toMatchObject({ name: "UnsentAlertsError" });
  expect(retry).toEqual({ sent: 0, skipped: 0 });
  expect(ruleOf("ann")).toMatchObject({ trigger_count: 1 });
});

it("sends nothing where it cannot note that it does", async () => {
  person("ann");
  alert("ann", "a1");
  scores("AAPL", 0, 1);
  tables.mock.on(UpdateCommand).rejects(new Error("denied"));

  const failure = await failureOf(evaluation("AAPL"));

  expect(failure).toMatchObject({ name: "UnsentAlertsError" });
  expect(sendgrid.mails).toEqual([]);
});

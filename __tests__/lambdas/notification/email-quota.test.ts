import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { expect, it, vi } from "vitest";
import { notificationFunction, now, recipient, requested } from "./notification-function.ts";

vi.mock("node:timers/promises", () => ({ setTimeout: async () => {} }));
const notification = await notificationFunction();
const { mail, sendgrid, tables, magicLink, quotaRow, useQuota, repeatWrites, emitted } = notification;

it("D28, D31: counts mails in one row per UTC day, which expires", async () => {
  await mail("one");
  await mail("two");

  expect(quotaRow()).toEqual({
    PK: "EMAIL_QUOTA",
    SK: "2026-01-05",
    count: 2,
    mail_ids: new Set([expect.any(String), expect.any(String)]),
    last_sent_at: now.toISOString(),
    ttl_timestamp: Date.parse("2026-02-04T12:00:03.000Z") / 1000,
  });
});

it("D28: sends the hundredth mail of a day, and no other after it", async () => {
  useQuota(99);

  await mail("one");
  const failure = await mail("two");

  expect(failure).toMatchObject({ name: "QuotaExceededError" });
  expect(sendgrid.mails).toHaveLength(1);
  expect(quotaRow()).toMatchObject({ count: 100 });
});

it("D28: of many mails at once, as many are sent as places are left", async () => {
  useQuota(97);

  await Promise.all(Array.from({ length: 8 }, (_, index) => mail(`token ${index}`)));

  expect(sendgrid.mails).toHaveLength(3);
  expect(quotaRow()).toMatchObject({ count: 100 });
});

it("D28: a new day begins anew", async () => {
  useQuota(100);
  vi.setSystemTime("2026-01-06T00:00:00.000Z");
  magicLink("token", { expires_at: "2026-01-06T00:30:00.000Z" });

  await notification.invoke(
    requested({ notification_type: "magic_link", email: recipient, token: "token", expires_in_minutes: 60 }),
  );

  expect(sendgrid.mails).toHaveLength(1);
});

it("D28: sends nothing where the quota cannot be counted", async () => {
  tables.mock.on(UpdateCommand, { Key: { PK: "EMAIL_QUOTA", SK: "2026-01-05" } }).rejects(new Error("no such table"));

  const failure = await mail();

  expect(failure).toMatchObject({ message: "no such table" });
  expect(sendgrid.mails).toEqual([]);
});

it("D28: counts a mail once where the SDK repeats the write, also for the last place", async () => {
  useQuota(99);
  const repeated = repeatWrites("SET #last_sent_at");

  await mail();

  expect(repeated()).toBe(1);
  expect(sendgrid.mails).toHaveLength(1);
  expect(quotaRow()).toMatchObject({ count: 100 });
});

it("D28: a mail that certainly was not sent gives its place back, once where the SDK repeats the write", async () => {
  useQuota(41);
  sendgrid.planned.push(403);
  const repeated = repeatWrites("DELETE #mail_ids");

  await mail();

  expect(repeated()).toBe(1);
  expect(quotaRow()).toMatchObject({ count: 41 });
  expect(quotaRow()).not.toHaveProperty("mail_ids");
  expect(notification.logs().lines().join("\n")).not.toContain("was not given back");
});

it("what made a mail fail is thrown, also where its place cannot be given back", async () => {
  sendgrid.planned.push(403);
  tables.mock.on(UpdateCommand, { ConditionExpression: "contains(#mail_ids, :mail_id)" }).rejects(new Error("denied"));

  const failure = await mail();

  expect(failure).toMatchObject({ name: "HttpStatusError" });
  expect(notification.logs().lines().join("\n")).toContain("the quota of a mail was not given back");
});

it("D35: reports attempts, sent mails and the used quota in the branch Notifications", async () => {
  useQuota(79);

  await mail();

  expect(emitted()).toEqual([
    ["EmailQuotaUsed", 80],
    ["EmailsAttempted", 1],
    ["EmailsSent", 1],
  ]);
  for (const { namespace, dimensions } of notification.logs().metrics()) {
    expect(namespace).toBe("SentimentAnalyzer/Notifications");
    expect(dimensions).toEqual({ Environment: "test" });
  }
});

it("D35: reports a mail that the quota stops as failed, and the quota as used up", async () => {
  useQuota(100);

  await mail();

  expect(emitted()).toEqual([
    ["EmailQuotaUsed", 100],
    ["EmailsAttempted", 1],
    ["EmailsFailed", 1],
  ]);
});

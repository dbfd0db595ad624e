import { QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { expect, it, vi } from "vitest";
import { notificationFunction, now, scheduled } from "./notification-function.ts";

vi.mock("node:timers/promises", () => ({ setTimeout: async () => {} }));
const notification = await notificationFunction();
const { sendgrid, tables, recipients } = notification;
const invoke = (milliseconds?: number) => notification.invoke(scheduled, milliseconds);
const failure = (milliseconds?: number) => notification.failureOf(scheduled, milliseconds);

interface Person {
  readonly settings?: object;
  readonly profile?: object;
  readonly configuration?: object;
}

/** Stores a person who wants the digest at seven in New York, and follows AAPL. */
function person(id: string, { settings = {}, profile = {}, configuration = {} }: Person = {}): void {
  const PK = `USER#${id}`;
  tables.put(
    "users",
    {
      PK,
      SK: "DIGEST_SETTINGS",
      entity_type: "DIGEST_SETTINGS",
      status: "enabled",
      time: "07:30",
      timezone: "America/New_York",
      ...settings,
    },
    { PK, SK: "PROFILE", entity_type: "USER", email: `${id}@example.com`, ...profile },
    {
      PK,
      SK: "CONFIG#c1",
      entity_type: "CONFIGURATION",
      status: "active",
      tickers: [{ symbol: "AAPL", added_at: "2026-01-01T00:00:00.000Z" }],
      ...configuration,
    },
  );
}

const settingsOf = (id: string) =>
  tables.rows("users").find(({ PK, SK }) => PK === `USER#${id}` && SK === "DIGEST_SETTINGS");

it("sends what is due at the person's local hour, whatever the minute", async () => {
  person("ann");
  person("bob", { settings: { time: "12:00", timezone: "Europe/London" } });
  person("chi", { settings: { time: "17:00", timezone: "Asia/Kolkata" } });
  person("dan", { settings: { time: "08:00" } });
  person("eve", { settings: { time: "00:00", timezone: "Pacific/Auckland" } });

  const answer = await invoke();

  expect(sendgrid.faults).toEqual([]);
  expect(recipients()).toEqual(["ann@example.com", "bob@example.com", "chi@example.com"]);
  expect(answer).toEqual({ due: 3, sent: 3, skipped: 0 });
});

it("knows midnight as hour 0", async () => {
  vi.setSystemTime("2026-01-05T05:00:00.000Z");
  person("ann", { settings: { time: "00:00" } });

  await invoke();

  expect(recipients()).toEqual(["ann@example.com"]);
});

it("D29: reads all pages of settings", async () => {
  tables.limitPages(1);
  for (const id of ["ann", "bob", "chi"]) person(id);

  await invoke();

  expect(recipients()).toHaveLength(3);
  const indexes = tables.mock.commandCalls(QueryCommand).map(({ args }) => args[0].input.IndexName);
  expect(indexes.filter((index) => index === "by_entity_status")).toHaveLength(3);
});

it("leaves out people who switched digests or all mails off, have no address, or follow nothing", async () => {
  person("ann", { settings: { status: "disabled" } });
  person("bob", { profile: { email_notifications_enabled: false } });
  person("chi", { profile: { email: undefined } });
  person("dan", { configuration: { tickers: [] } });

  const answer = await invoke();

  expect(sendgrid.mails).toEqual([]);
  expect(answer).toEqual({ due: 3, sent: 0, skipped: 3 });
  expect(settingsOf("bob")).not.toHaveProperty("last_sent");
});

it("is about all configurations, or about the named ones", async () => {
  person("ann");
  person("bob", { settings: { include_all_configs: false, config_ids: ["c2"] } });
  for (const id of ["ann", "bob"])
    tables.put("users", { PK: `USER#${id}`, SK: "CONFIG#c2", status: "active", tickers: [{ symbol: "MSFT" }] });

  await invoke();

  const texts = sendgrid.mails.map(({ content }) => content[0].value);
  expect(texts.filter((text) => text.includes("AAPL: "))).toHaveLength(1);
  expect(texts.filter((text) => text.includes("MSFT: "))).toHaveLength(2);
});

it("sends once a local day, and notes the time before it sends", async () => {
  person("ann", { settings: { last_sent: "2026-01-05T04:59:00.000Z" } });

  await invoke();
  const again = await invoke();

  expect(recipients()).toEqual(["ann@example.com"]);
  expect(again).toEqual({ due: 0, sent: 0, skipped: 0 });
  expect(settingsOf("ann")).toMatchObject({ last_sent: now.toISOString() });
});

it("sends nothing again on the same local date, though the UTC date is another", async () => {
  vi.setSystemTime("2026-01-06T03:00:00.000Z");
  person("ann", { settings: { time: "22:00", last_sent: "2026-01-05T14:00:00.000Z" } });

  await invoke();

  expect(sendgrid.mails).toEqual([]);
});

it("two runs at once send once", async () => {
  for (const id of ["ann", "bob", "chi"]) person(id);

  const answers = await Promise.all([invoke(), invoke()]);

  expect(recipients()).toEqual(["ann@example.com", "bob@example.com", "chi@example.com"]);
  expect(answers.map((answer) => (answer as { sent: number }).sent).reduce((a, b) => a + b)).toBe(3);
});

it("a refused mail does not stop the others, fails the run, and is sent by the retry", async () => {
  for (const id of ["ann", "bob", "chi"]) person(id);
  sendgrid.planned.push(400);

  const first = await failure();
  const retry = await invoke();

  expect(first).toMatchObject({ name: "UnsentDigestsError", message: "1 of 3 digests were not sent" });
  expect(retry).toEqual({ due: 1, sent: 1, skipped: 0 });
  expect(recipients()).toEqual(["ann@example.com", "bob@example.com", "chi@example.com"]);
});

it("a refused mail gives back the time of the last digest, so that nothing of the row is lost", async () => {
  person("ann", { settings: { last_sent: "2026-01-04T12:00:00.000Z" } });
  person("bob");
  sendgrid.planned.push(400, 400);

  await failure();

  expect(settingsOf("ann")).toMatchObject({ last_sent: "2026-01-04T12:00:00.000Z" });
  expect(settingsOf("bob")).not.toHaveProperty("last_sent");
});

it("a mail that may be on its way is not sent again", async () => {
  person("ann");
  sendgrid.planned.push("hang-up");

  const first = await failure();
  const retry = await invoke();

  expect(first).toMatchObject({ name: "UnsentDigestsError" });
  expect(retry).toEqual({ due: 0, sent: 0, skipped: 0 });
  expect(sendgrid.mails).toEqual([]);
});

it("sends nothing where it cannot note that it does", async () => {
  person("ann");
  tables.mock.on(UpdateCommand).rejects(new Error("denied"));

  await failure();

  expect(sendgrid.mails).toEqual([]);
});

it("begins no digest that might not end in time, and fails so that a retry sends it", async () => {
  person("ann");

  const first = await failure(12_000);
  const retry = await invoke(12_001);

  expect(first).toMatchObject({ message: "1 of 1 digests were not sent" });
  expect(retry).toEqual({ due: 1, sent: 1, skipped: 0 });
});

it.each([
  [{ timezone: "Mars/Olympus" }, "timezone"],
  [{ time: "25:00" }, "time"],
])("malformed settings (%j) are logged and stop nobody else's digest", async (settings, field) => {
  person("ann", { settings });
  person("bob");

  await invoke();

  expect(recipients()).toEqual(["bob@example.com"]);
  expect(
    notification
      .logs()
      .lines()
      .find((line) => line.includes("malformed")),
  ).toContain(`"fields":["${field}"]`);
});

/** Stores an hour's scores of AAPL. */
function scores(start: string, sum: number, count: number): void {
  tables.put("timeseries", { PK: "AAPL#1h", SK: start, sum, count });
}

it("compares the mean over the articles of 24 full hours with that of the 24 before", async () => {
  person("ann");
  scores("2026-01-05T12:00:00.000Z", -50, 50);
  scores("2026-01-05T11:00:00.000Z", 0.9, 1);
  scores("2026-01-04T12:00:00.000Z", 0.9, 3);
  scores("2026-01-04T11:00:00.000Z", 0.4, 2);
  scores("2026-01-03T12:00:00.000Z", 0.2, 1);
  scores("2026-01-03T11:00:00.000Z", -50, 50);

  await invoke();

  expect(sendgrid.mails[0]?.subject).toBe("Daily Sentiment Digest - January 05");
  expect(sendgrid.mails[0]?.content[0].value).toContain("AAPL: positive, +0.45 (+0.25), 4 articles");
});

it("says so where a ticker had no news", async () => {
  person("ann");

  await invoke();

  expect(sendgrid.mails[0]?.content[0].value).toContain("AAPL: no news");
});

it("reads a ticker once, however many people follow it", async () => {
  for (const id of ["ann", "bob", "chi"]) person(id);

  await invoke();

  const partitions = tables.mock.commandCalls(QueryCommand).map(({ args }) => args[0].input.TableName);
  expect(partitions.filter((name) => name === "test-sentiment-timeseries")).toHaveLength(1);
});

it("stops at the quota of the day; who got nothing is still due", async () => {
  tables.put("users", { PK: "EMAIL_QUOTA", SK: "2026-01-05", count: 99 });
  for (const id of ["ann", "bob"]) person(id);

  const outcome = await failure();

  expect(outcome).toMatchObject({ message: "1 of 2 digests were not sent" });
  expect(sendgrid.mails).toHaveLength(1);
  expect(["ann", "bob"].filter((id) => "last_sent" in (settingsOf(id) ?? {}))).toHaveLength(1);
});

it("D28: a digest beyond the person's ten mails of the day is withheld, and is no failure", async () => {
  notification.useQuota(20, { ann: 10, bob: 9 });
  for (const id of ["ann", "bob"]) person(id);

  const answer = await invoke();

  expect(answer).toEqual({ due: 2, sent: 1, skipped: 1 });
  expect(recipients()).toEqual(["bob@example.com"]);
  expect(notification.quotaRow()).toMatchObject({ count: 21, mails_of_ann: 10, mails_of_bob: 10 });
});

it("a service that refuses for a moment delays a digest, and loses none", async () => {
  for (const id of ["ann", "bob"]) person(id);
  sendgrid.planned.push(429, 503, 429);

  const answer = await invoke();

  expect(answer).toEqual({ due: 2, sent: 2, skipped: 0 });
  expect(recipients()).toEqual(["ann@example.com", "bob@example.com"]);
});

it("D34: no address is in any log line", async () => {
  for (const id of ["ann", "bob"]) person(id);
  sendgrid.planned.push(400);

  const error = await failure();

  expect(
    notification
      .logs()
      .lines()
      .some((line) => line.includes("a digest failed")),
  ).toBe(true);
  expect([...notification.logs().lines(), String(error)].join("\n")).not.toMatch(/@|example\.com|USER#/);
});

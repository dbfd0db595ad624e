import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { expect, it, vi } from "vitest";
import { magicLinkKey } from "../../../lambdas/shared/sentiment/user-rows.ts";
import { topicEvent } from "../analysis/articles.ts";
import { notificationFunction, now, requested } from "./notification-function.ts";

vi.mock("node:timers/promises", () => ({ setTimeout: async () => {} }));
const notification = await notificationFunction();
const { invoke, failureOf, sendgrid, magicLink, row, texts, tables, quotaRow, logs } = notification;
const email = "kim@mail.example.com";
const token = "t0ken/with+odd=characters";
const request = (changes: object = {}) =>
  requested({ notification_type: "magic_link", email, token, expires_in_minutes: 60, ...changes });
const sentAt = () => row(magicLinkKey(token))?.mail_sent_at;

it("D30, D32: mails a sign-in link that the topic asks for; its token arrives unchanged", async () => {
  magicLink(token);

  const answer = await invoke(request({ expires_in_minutes: 15 }));

  expect(answer).toEqual({ sent: 1, skipped: 0 });
  const [text, html] = sendgrid.mails[0]?.content ?? [];
  const link = /https:\S+/.exec(text?.value ?? "")?.[0] ?? "";
  expect(sendgrid.mails[0]?.personalizations).toEqual([{ to: [{ email }] }]);
  expect(new URL(link).origin + new URL(link).pathname).toBe("https://app.example.com/auth/verify");
  expect(new URL(link).searchParams.get("token")).toBe(token);
  expect(text?.value).toContain("for 15 minutes");
  expect(html?.value).toContain(`href="${link}"`);
});

it("notes that the mail is sent, so that a second delivery of the message sends nothing", async () => {
  magicLink(token);

  await invoke(request());
  const again = await invoke(request());

  expect(again).toEqual({ sent: 0, skipped: 1 });
  expect(sendgrid.mails).toHaveLength(1);
  expect(sentAt()).toBe(now.toISOString());
});

it("two deliveries at once send one mail", async () => {
  magicLink(token);

  const answers = await Promise.all([invoke(request()), invoke(request())]);

  expect(sendgrid.mails).toHaveLength(1);
  expect(answers).toContainEqual({ sent: 0, skipped: 1 });
});

it.each([
  ["is gone", undefined],
  ["was used", { used_at: "2026-01-05T11:59:00.000Z" }],
  ["expired this moment", { expires_at: now.toISOString() }],
])("a link that %s is left out, with a line that names neither address nor token", async (_, changes) => {
  if (changes !== undefined) magicLink(token, changes);

  const answer = await invoke(request());

  expect(answer).toEqual({ sent: 0, skipped: 1 });
  expect(sendgrid.mails).toEqual([]);
  const told = logs().lines().join("\n");
  expect(told).toContain("a sign-in link is gone, used or expired");
  for (const secret of ["kim", "mail.example.com", "t0ken"]) expect(told).not.toContain(secret);
});

it("a mail that was refused gives the claim back, so that the retry sends it", async () => {
  magicLink(token);
  sendgrid.planned.push(403);

  const first = await failureOf(request());
  const claimAfterwards = sentAt();
  const retry = await invoke(request());

  expect(first).toMatchObject({ name: "HttpStatusError" });
  expect(claimAfterwards).toBeUndefined();
  expect(retry).toEqual({ sent: 1, skipped: 0 });
});

it("a link that goes while its mail is refused does not come back", async () => {
  magicLink(token);
  notification.refuseWhileGoing(magicLinkKey(token));

  const failure = await failureOf(request());

  expect(failure).toMatchObject({ name: "HttpStatusError" });
  expect(row(magicLinkKey(token))).toBeUndefined();
  expect(logs().lines().join("\n")).not.toContain("was not given back");
});

it("a mail that may be on its way keeps the claim: the retry sends nothing", async () => {
  magicLink(token);
  sendgrid.planned.push("hang-up");

  const first = await failureOf(request());
  const retry = await invoke(request());

  expect(first).toMatchObject({ name: "UnansweredMailError" });
  expect(retry).toEqual({ sent: 0, skipped: 1 });
  expect(sendgrid.mails).toEqual([]);
});

it("what made a mail fail is thrown, also where its claim cannot be given back", async () => {
  magicLink(token);
  sendgrid.planned.push(403);
  tables.mock
    .on(UpdateCommand, { UpdateExpression: "REMOVE #mail_sent_at, #claim_id" })
    .rejects(Object.assign(new Error("gone"), { name: "ResourceNotFoundException" }));

  const failure = await failureOf(request());

  expect(failure).toMatchObject({ name: "HttpStatusError" });
  expect(logs().lines().join("\n")).toContain("the claim of a mail was not given back");
});

it("counts for the day and for no person: nobody has proved to have the address", async () => {
  magicLink(token);

  await invoke(request());

  expect(Object.keys(quotaRow() ?? {}).sort()).toEqual([
    ...["PK", "SK", "count", "last_sent_at", "mail_ids", "ttl_timestamp"],
  ]);
});

it("answers every record of an event, also after one that fails", async () => {
  magicLink(token);
  magicLink("another");
  const link = (text: string) => ({ notification_type: "magic_link", email, token: text, expires_in_minutes: 60 });

  const failure = await failureOf(topicEvent(link(token), "no JSON", link("another")));

  expect(failure).toMatchObject({ name: "MessageError" });
  expect(texts()).toHaveLength(2);
});

it("begins no request that might not end in time, and fails so that a retry answers it", async () => {
  magicLink(token);

  const first = await failureOf(request(), 12_000);
  const retry = await invoke(request(), 12_001);

  expect(first).toMatchObject({ name: "OutOfTimeError" });
  expect(retry).toEqual({ sent: 1, skipped: 0 });
});

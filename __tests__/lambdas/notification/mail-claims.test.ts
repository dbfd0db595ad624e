import { beforeEach, describe, expect, it, vi } from "vitest";
import { alertKey, digestSettingsKey, magicLinkKey } from "../../../lambdas/shared/sentiment/user-rows.ts";
import { notificationFunction, now, recipient, requested, scheduled } from "./notification-function.ts";

vi.mock("node:timers/promises", () => ({ setTimeout: async () => {} }));
const notification = await notificationFunction();
const { invoke, failureOf, sendgrid, tables, row, repeatWrites, loseAnswers, answerLate } = notification;

const long = "2026-01-03T12:00:00.000Z";

/** Everything that is claimed: its row before, the attribute that says that its mail is sent, and what asks for it. */
const claims = [
  {
    what: "a digest",
    key: digestSettingsKey("ann"),
    noted: "last_sent",
    before: { last_sent: long },
    event: scheduled,
  },
  { what: "the first digest", key: digestSettingsKey("ann"), noted: "last_sent", before: {}, event: scheduled },
  {
    what: "an alert",
    key: alertKey("ann", "a1"),
    noted: "last_triggered_at",
    before: { last_triggered_at: long, trigger_count: 7 },
    event: requested({ notification_type: "evaluate_alerts", tickers: ["AAPL"] }),
  },
  {
    what: "a first alert",
    key: alertKey("ann", "a1"),
    noted: "last_triggered_at",
    before: { trigger_count: 0 },
    event: requested({ notification_type: "evaluate_alerts", tickers: ["AAPL"] }),
  },
  {
    what: "a sign-in link",
    key: magicLinkKey("token"),
    noted: "mail_sent_at",
    before: {},
    event: requested({ notification_type: "magic_link", email: recipient, token: "token", expires_in_minutes: 60 }),
  },
] as const;

beforeEach(() => {
  notification.person("ann");
  notification.scores("AAPL", 0, 1);
  const [PK, status] = ["USER#ann", "active"];
  tables.put("users", { PK, SK: "CONFIG#c1", entity_type: "CONFIGURATION", status, tickers: [{ symbol: "AAPL" }] });
});

/** Stores the row that is claimed, as it is before; gives it back. */
function store(claim: (typeof claims)[number]) {
  if (claim.noted === "mail_sent_at") notification.magicLink("token");
  else if (claim.noted === "last_triggered_at") notification.alert("ann", "a1", claim.before);
  else {
    const settings = { status: "enabled", time: "07:30", timezone: "America/New_York" };
    tables.put("users", { ...claim.key, entity_type: "DIGEST_SETTINGS", ...settings, ...claim.before });
  }
  return row(claim.key);
}

describe.each(claims)("the claim of $what", (claim) => {
  const { key, noted, event } = claim;

  it("is known again where its answer got lost and the SDK repeated it: one mail", async () => {
    store(claim);
    const repeated = repeatWrites(`SET #${noted} = :now`);

    await invoke(event);

    expect(repeated()).toBe(1);
    expect(sendgrid.mails).toHaveLength(1);
    expect(row(key)).toMatchObject({ [noted]: now.toISOString() });
  });

  it("of somebody else at the same time is no own one: no mail", async () => {
    store(claim);
    const { dynamoDb } = tables.account();
    const { answer } = dynamoDb;
    vi.spyOn(dynamoDb, "answer").mockImplementation((operation, input) => {
      if (String(input.UpdateExpression).includes(`SET #${noted} = :now`))
        tables.put("users", { ...row(key), [noted]: now.toISOString(), claim_id: "another" });
      return answer(operation, input);
    });

    const summary = await invoke(event);

    expect(summary).toMatchObject({ sent: 0, skipped: 1 });
    expect(sendgrid.mails).toEqual([]);
    expect(row(key)).toMatchObject({ claim_id: "another" });
  });

  it("is taken back where no answer came to it, so that the retry sends the mail", async () => {
    const before = store(claim);
    loseAnswers(`SET #${noted} = :now`);

    const failure = await failureOf(event);
    const afterwards = row(key);
    const retry = await invoke(event);

    expect(failure).toBeInstanceOf(Error);
    expect(afterwards).toEqual(before);
    expect(retry).toMatchObject({ sent: 1 });
    expect(sendgrid.mails).toHaveLength(1);
  });

  it("is taken back where it took so long that Lambda could stop the call of SendGrid", async () => {
    const before = store(claim);
    answerLate(`SET #${noted} = :now`, 20_000);

    const failure = await failureOf(event);
    const [afterwards, mails] = [row(key), [...sendgrid.mails]];
    const retry = await invoke(event);

    expect(failure).toBeInstanceOf(Error);
    expect(mails).toEqual([]);
    expect(afterwards).toEqual(before);
    expect(retry).toMatchObject({ sent: 1 });
  });

  it("is taken back once where the SDK repeats that, and leaves nothing", async () => {
    const before = store(claim);
    sendgrid.planned.push(403);
    const repeated = repeatWrites("REMOVE");

    await failureOf(event);

    expect(repeated()).toBe(1);
    expect(row(key)).toEqual(before);
    expect(notification.logs().lines().join("\n")).not.toContain("was not given back");
  });

  it("that somebody else made since is not taken back", async () => {
    store(claim);
    const others = { [noted]: now.toISOString(), claim_id: "another" };
    vi.spyOn(globalThis, "fetch").mockImplementationOnce(async () => {
      tables.put("users", { ...row(key), ...others });
      return new Response(null, { status: 403 });
    });

    await failureOf(event);

    expect(row(key)).toMatchObject(others);
  });

  it("says nothing of how it is taken back where it was never made", async () => {
    const before = store(claim);
    const { dynamoDb } = tables.account();
    const { answer } = dynamoDb;
    vi.spyOn(dynamoDb, "answer").mockImplementation((operation, input) => {
      if (String(input.UpdateExpression).includes(`SET #${noted} = :now`)) throw new Error("throttled");
      return answer(operation, input);
    });

    await failureOf(event);

    expect(row(key)).toEqual(before);
    expect(sendgrid.mails).toEqual([]);
    expect(notification.logs().lines().join("\n")).not.toContain("was not given back");
  });
});

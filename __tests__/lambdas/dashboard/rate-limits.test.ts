import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it, vi } from "vitest";
import { newToken, now, send, tables } from "./dashboard.ts";
import { from, newAlert, newConfiguration, requestedMails, rowsOf, signedIn } from "./people.ts";
import { restEvent } from "./requests.ts";

const anonymous = { method: "POST", path: "/api/v2/auth/anonymous" };
const magicLink = (email: string) => ({ method: "POST", path: "/api/v2/auth/magic-link", body: { email } });

/** How often what is asked for is done before it is refused, and the refusal. */
async function untilRefused(ask: () => ReturnType<typeof send>) {
  for (let done = 0; done < 30; done++) {
    const answer = await ask();
    if (answer.status === 429) return { done, answer };
  }
  throw new Error("Thirty times were not too many.");
}

describe("too many requests are refused with the seconds after which there is room again:", () => {
  it("ten anonymous sessions an hour from one address", async () => {
    vi.setSystemTime(now.getTime() + 600_500);

    const { done, answer } = await untilRefused(() => send(anonymous));

    const elsewhere = await send(anonymous, from("198.51.100.7"));
    expect(done).toBe(10);
    expect(answer).toMatchObject({
      status: 429,
      body: { code: "RATE_LIMIT_EXCEEDED" },
      headers: { "retry-after": "3000" },
    });
    expect(elsewhere.status).toBe(201);
    expect(rowsOf("PROFILE")).toHaveLength(11);
  });

  it("five links in five minutes to one address, whoever asks and however it is written", async () => {
    let caller = 0;
    const spellings = ["jane@example.com", "Jane@Example.com", " jane@EXAMPLE.com "];

    const { done, answer } = await untilRefused(() => {
      caller += 1;
      return send(magicLink(spellings[caller % 3] ?? ""), from(`198.51.100.${caller}`));
    });

    expect(done).toBe(5);
    expect(answer.headers).toMatchObject({ "retry-after": "300" });
    expect(requestedMails()).toHaveLength(5);
  });

  it("five links in five minutes from one address, whomever they are for", async () => {
    let person = 0;

    const { done } = await untilRefused(() => {
      person += 1;
      return send(magicLink(`person${person}@example.com`));
    });

    expect(done).toBe(5);
    expect(requestedMails()).toHaveLength(5);
  });

  it("five configurations an hour, also where others were deleted", async () => {
    const token = await newToken();
    const path = "/api/v2/configurations";
    const body = { name: "Mine", tickers: ["AAPL"] };

    const { done } = await untilRefused(async () => {
      const answer = await send({ method: "POST", path, token, body });
      if (answer.status === 201) await send({ method: "DELETE", path: `${path}/${answer.body.config_id}`, token });
      return answer;
    });

    expect(done).toBe(5);
    await newConfiguration(await newToken());
  });

  it("twenty alerts an hour", async () => {
    const token = await signedIn();
    const config_id = await newConfiguration(token);

    const { done } = await untilRefused(async () => {
      const answer = await newAlert(token, config_id);
      await send({ method: "DELETE", path: `/api/v2/alerts/${answer.body.alert_id}`, token });
      return answer;
    });

    expect(done).toBe(20);
  });
});

describe("the limit", () => {
  it("is exact for requests at the same moment", async () => {
    const answers = await Promise.all(Array.from({ length: 15 }, () => send(anonymous)));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
  });

  it("begins again with the next window", async () => {
    vi.setSystemTime(Date.parse("2026-01-07T14:59:59.999Z"));
    const { answer } = await untilRefused(() => send(anonymous));

    vi.setSystemTime(Date.parse("2026-01-07T15:00:00.000Z"));
    const next = await send(anonymous);

    expect(answer.headers).toMatchObject({ "retry-after": "1" });
    expect(next.status).toBe(201);
  });

  it("goes by the address that the front door saw, whatever headers say", async () => {
    let claimed = 0;

    const { done } = await untilRefused(() => {
      claimed += 1;
      const address = `203.0.113.${claimed}`;
      return send({ ...anonymous, headers: { "x-forwarded-for": address, forwarded: `for=${address}` } }, restEvent);
    });

    expect(done).toBe(10);
  });

  it.each([
    ["2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"],
    ["2001:db8::1", "2001:0db8:0:0:9::"],
    ["::1", "0:0:0:0:5::"],
  ])("counts %s and %s as one network", async (one, other) => {
    await send(anonymous, from(one));
    await send(anonymous, from(other));

    expect(rowsOf("2026-")).toMatchObject([{ count: 2 }]);
  });

  it.each([
    ["2001:db8:1:2::1", "2001:db8:1:3::1"],
    ["::ffff:192.0.2.1", "::ffff:192.0.2.2"],
    ["192.0.2.1", "192.0.2.2"],
  ])("counts %s and %s as two", async (one, other) => {
    await send(anonymous, from(one));
    await send(anonymous, from(other));

    expect(rowsOf("2026-")).toMatchObject([{ count: 1 }, { count: 1 }]);
  });

  it("is kept without the address, and no longer than it counts", async () => {
    await send(magicLink("jane@example.com"));

    const rows = rowsOf("2026-");
    expect(rows.map(({ ttl_timestamp }) => ttl_timestamp)).toEqual(Array(2).fill(now.getTime() / 1000 + 300));
    expect(JSON.stringify(rows)).not.toMatch(/jane|192\.0\.2/);
  });

  it("does nothing where it cannot be written", async () => {
    tables.mock.on(UpdateCommand).rejects(Object.assign(new Error("slow down"), { name: "ThrottlingException" }));
    const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);

    const answers = [await send(anonymous), await send(magicLink("jane@example.com"))];

    stderr.mockRestore();
    expect(answers.map(({ status }) => status)).toEqual([503, 503]);
    expect(tables.rows("users")).toEqual([]);
    expect(requestedMails()).toEqual([]);
  });
});

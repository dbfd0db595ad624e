import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { now, send, tables } from "./dashboard.ts";
import { linkFor, newAlert, newConfiguration, rowsOf, signedIn, verify } from "./people.ts";

vi.mock("../../../lambdas/shared/back-off.ts", () => ({ backOff: () => new Promise(setImmediate) }));

const path = "/api/v2/alerts";
const unknown = "00000000-0000-4000-8000-000000000000";

describe("POST /api/v2/alerts", () => {
  it("stores an alert where the function of mails looks for it", async () => {
    const token = await signedIn();
    const config_id = await newConfiguration(token);

    const { status, body } = await newAlert(token, config_id, { ticker: "msft", threshold: -0.25, direction: "below" });

    const at = now.toISOString();
    const shown = { config_id, ticker: "MSFT", status: "enabled", trigger_count: 0, created_at: at, updated_at: at };
    expect(status).toBe(201);
    expect(body).toEqual({
      ...shown,
      alert_id: expect.any(String),
      threshold: -0.25,
      direction: "below",
      last_triggered_at: null,
    });
    expect(rowsOf("ALERT#")).toEqual([
      {
        ...shown,
        PK: rowsOf("PROFILE")[0]?.PK,
        SK: `ALERT#${body.alert_id}`,
        entity_type: "ALERT_RULE#MSFT",
        alert_id: body.alert_id,
        threshold_value: -0.25,
        threshold_direction: "below",
      },
    ]);
    expect(rowsOf("CONFIG#")).toMatchObject([{ alert_count: 1 }]);
  });

  it.each([
    [{ threshold: 1.01 }, "threshold"],
    [{ threshold: -1.01 }, "threshold"],
    [{ threshold: "0.5" }, "threshold"],
    [{ direction: "beside" }, "direction"],
    [{ ticker: "BRK.B" }, "ticker"],
    [{ ticker: "NVDA" }, "ticker"],
    [{ config_id: unknown }, "config_id"],
    [{ config_id: 7 }, "config_id"],
  ])("refuses %j", async (changes, field) => {
    const token = await signedIn();
    const config_id = await newConfiguration(token, ["AAPL"]);

    const answer = await newAlert(token, config_id, changes);

    expect(answer).toMatchObject({ status: 422, body: { code: "VALIDATION_ERROR", details: [{ field }] } });
    expect(rowsOf("ALERT#")).toEqual([]);
  });

  it("takes thresholds at the bounds", async () => {
    const token = await signedIn();
    const config_id = await newConfiguration(token);

    const answers = await Promise.all([-1, 0, 1].map((threshold) => newAlert(token, config_id, { threshold })));

    expect(answers.map(({ status, body }) => [status, body.threshold])).toEqual([
      [201, -1],
      [201, 0],
      [201, 1],
    ]);
  });

  it("answers the same for another person's configuration as for none", async () => {
    const foreign = await newConfiguration(await signedIn("owner@example.com"));
    const token = await signedIn();

    const answers = [await newAlert(token, foreign), await newAlert(token, unknown)];

    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.status).toBe(422);
  });

  it("makes ten per configuration at most, also at the same moment", async () => {
    const token = await signedIn();
    const [full, other] = [await newConfiguration(token), await newConfiguration(token)];

    const answers = await Promise.all(Array.from({ length: 12 }, () => newAlert(token, full)));

    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(10);
    expect(statuses.filter((status) => status === 409)).toHaveLength(2);
    expect(rowsOf("ALERT#")).toHaveLength(10);
    expect((await newAlert(token, other)).status).toBe(201);
  });
});

describe("alerts of a person", () => {
  it("are listed, all or those of one configuration", async () => {
    const token = await signedIn();
    const [one, other] = [await newConfiguration(token), await newConfiguration(token)];
    await newAlert(token, one);
    await newAlert(token, other);
    await newAlert(await signedIn("other@example.com"), one);

    const all = await send({ path, token });
    const some = await send({ path, token, query: { config_id: other } });

    const configurations = (answer: typeof all) =>
      answer.body.alerts.map(({ config_id }: { config_id: string }) => config_id).sort();
    expect(configurations(all)).toEqual([one, other].sort());
    expect(configurations(some)).toEqual([other]);
    expect(all.body.max_allowed).toBe(10);
  });

  it("change by what is given, and keep what the function of mails writes", async () => {
    const token = await signedIn();
    const { body: alert } = await newAlert(token, await newConfiguration(token));
    const [row] = rowsOf("ALERT#");
    const triggered = { ...row, last_triggered_at: now.toISOString(), trigger_count: 3 };
    tables.put("users", triggered);
    vi.setSystemTime(now.getTime() + 60_000);

    const answer = await send({
      method: "PATCH",
      path: `${path}/${alert.alert_id}`,
      token,
      body: { status: "disabled", threshold: 0 },
    });

    const changes = { status: "disabled", updated_at: "2026-01-07T14:01:00.000Z" };
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...alert,
      ...changes,
      threshold: 0,
      last_triggered_at: now.toISOString(),
      trigger_count: 3,
    });
    expect(rowsOf("ALERT#")).toEqual([{ ...triggered, ...changes, threshold_value: 0 }]);
  });

  it("are deleted, and make room for another", async () => {
    const token = await signedIn();
    const config_id = await newConfiguration(token);
    const { body: alert } = await newAlert(token, config_id);
    const one = { method: "DELETE", path: `${path}/${alert.alert_id}`, token };

    const answers = await Promise.all([send(one), send(one)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    expect(rowsOf("ALERT#")).toEqual([]);
    expect(rowsOf("CONFIG#")).toMatchObject([{ alert_count: 0 }]);
  });

  it.each(["GET", "PATCH", "DELETE"])("are not found by others, whether or not they exist: %s", async (method) => {
    const owner = await signedIn("owner@example.com");
    const { body: alert } = await newAlert(owner, await newConfiguration(owner));
    const token = await signedIn();
    const ask = (id: string) => send({ method, path: `${path}/${id}`, token, body: { status: "disabled" } });

    const [foreign, missing] = [await ask(alert.alert_id), await ask(unknown)];

    expect(foreign).toEqual(missing);
    expect(foreign.status).toBe(404);
    expect((await send({ path: `${path}/${alert.alert_id}`, token: owner })).body).toEqual(alert);
  });
});

describe("D36: GET /api/v2/alerts/quota", () => {
  it("is no alert of the id quota, and counts the mails of this person and day", async () => {
    const { body } = await verify(await linkFor("jane@example.com"));
    const mails = { count: 40, last_sent_at: now.toISOString(), [`mails_of_${body.user_id}`]: 7, mails_of_other: 9 };
    tables.put("users", { PK: "EMAIL_QUOTA", SK: "2026-01-07", ...mails });
    tables.put("users", { PK: "EMAIL_QUOTA", SK: "2026-01-06", ...mails });

    const today = await send({ path: `${path}/quota`, token: body.token });
    vi.setSystemTime(Date.parse("2026-01-08T00:00:00.000Z"));
    const tomorrow = await send({ path: `${path}/quota`, token: body.token });

    expect(today.body).toEqual({ used: 7, limit: 10, remaining: 3, resets_at: "2026-01-08T00:00:00.000Z" });
    expect(tomorrow.body).toEqual({ used: 0, limit: 10, remaining: 10, resets_at: "2026-01-09T00:00:00.000Z" });
  });
});

describe("whatever happens at the same moment", () => {
  const tickers = fc.subarray(["AAPL", "MSFT", "NVDA"], { minLength: 1 });
  const step = fc.oneof(
    fc.record({ kind: fc.constant("create-configuration" as const), tickers }),
    fc.record({ kind: fc.constant("change-configuration" as const), which: fc.nat(1), tickers }),
    fc.record({ kind: fc.constant("delete-configuration" as const), which: fc.nat(1) }),
    fc.record({
      kind: fc.constant("create-alert" as const),
      which: fc.nat(1),
      ticker: fc.constantFrom("AAPL", "MSFT"),
    }),
    fc.record({ kind: fc.constant("delete-alert" as const), which: fc.nat(3) }),
  );
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  function run(token: string, one: Step) {
    const configuration = (which: number) => String(rowsOf("CONFIG#")[which]?.config_id ?? unknown);
    const own = "/api/v2/configurations";
    switch (one.kind) {
      case "create-configuration":
        return send({ method: "POST", path: own, token, body: { name: "Mine", tickers: one.tickers } });
      case "change-configuration": {
        const body = { tickers: one.tickers };
        return send({ method: "PATCH", path: `${own}/${configuration(one.which)}`, token, body });
      }
      case "delete-configuration":
        return send({ method: "DELETE", path: `${own}/${configuration(one.which)}`, token });
      case "create-alert":
        return newAlert(token, configuration(one.which), { ticker: one.ticker });
      case "delete-alert":
        return send({ method: "DELETE", path: `${path}/${rowsOf("ALERT#")[one.which]?.alert_id ?? unknown}`, token });
    }
  }

  it("counts are those of the rows, and every alert is about a ticker of its configuration", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { maxLength: 5 }), async (rounds) => {
        tables.reset();
        const token = await signedIn();
        await newConfiguration(token, ["AAPL", "MSFT"]);

        for (const together of rounds) await Promise.all(together.map((one) => run(token, one)));

        const configurations = rowsOf("CONFIG#");
        expect(rowsOf("PROFILE")).toMatchObject([{ configuration_count: configurations.length }]);
        for (const alert of rowsOf("ALERT#")) {
          const owner = configurations.find(({ config_id }) => config_id === alert.config_id);
          expect(owner?.tickers).toContainEqual(expect.objectContaining({ symbol: alert.ticker }));
        }
        for (const { config_id, alert_count } of configurations)
          expect(rowsOf("ALERT#").filter((alert) => alert.config_id === config_id)).toHaveLength(alert_count as number);
      }),
      { numRuns: 25 },
    );
  });
});

import { describe, expect, it, vi } from "vitest";
import { newToken, now, send } from "./dashboard.ts";
import { newAlert, newConfiguration, rowsOf, signedIn } from "./people.ts";

vi.mock("../../../lambdas/shared/back-off.ts", () => ({ backOff: () => new Promise(setImmediate) }));

const path = "/api/v2/configurations";
const body = { name: "Mine", tickers: ["AAPL"] };
const later = new Date(now.getTime() + 60_000);

describe("configurations", () => {
  it("of another person are not found, whether or not they exist", async () => {
    const [owner, stranger] = [await newToken(), await newToken()];
    const id = await newConfiguration(owner);
    const ask = (method: string, of: string) => send({ method, path: `${path}/${of}`, token: stranger, body: {} });

    for (const method of ["GET", "PATCH", "DELETE"]) {
      const [foreign, missing] = [await ask(method, id), await ask(method, "00000000-0000-4000-8000-000000000000")];

      expect(foreign).toEqual(missing);
      expect(foreign.status).toBe(404);
    }
    expect((await send({ path, token: stranger })).body.configurations).toEqual([]);
    expect((await send({ path: `${path}/${id}`, token: owner })).status).toBe(200);
  });

  it("are two at most, also when they are made at the same moment", async () => {
    const token = await newToken();
    const create = () => send({ method: "POST", path, token, body });

    const answers = await Promise.all([create(), create(), create()]);

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409]);
    expect((await send({ path, token })).body.configurations).toHaveLength(2);
  });

  it("are found by the index of active ones, and expire with the session", async () => {
    const token = await newToken();
    vi.setSystemTime(now.getTime() + 86_400_000);

    await newConfiguration(token, ["AAPL"]);

    expect(rowsOf("CONFIG#")).toMatchObject([
      {
        entity_type: "CONFIGURATION",
        status: "active",
        tickers: [{ symbol: "AAPL" }],
        ttl_timestamp: now.getTime() / 1000 + 30 * 86_400,
      },
    ]);
  });

  it("of people with an address do not expire", async () => {
    await newConfiguration(await signedIn());

    expect(rowsOf("CONFIG#")[0]).not.toHaveProperty("ttl_timestamp");
  });
});

describe("PATCH /api/v2/configurations/{id}", () => {
  it("changes what is given; tickers that stay keep the time when they were added", async () => {
    const token = await newToken();
    const id = await newConfiguration(token, ["AAPL", "MSFT"]);
    const before = (await send({ path: `${path}/${id}`, token })).body;
    vi.setSystemTime(later);

    const answer = await send({
      method: "PATCH",
      path: `${path}/${id}`,
      token,
      body: { tickers: ["nvda", "AAPL", "NVDA"], timeframe_days: 30 },
    });

    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual({
      ...before,
      tickers: [
        { symbol: "NVDA", added_at: later.toISOString() },
        { symbol: "AAPL", added_at: now.toISOString() },
      ],
      timeframe_days: 30,
      updated_at: later.toISOString(),
    });
    expect((await send({ path: `${path}/${id}`, token })).body).toEqual(answer.body);
  });

  it("loses none of several changes at the same moment", async () => {
    const token = await newToken();
    const id = await newConfiguration(token);
    const change = (changes: object) => send({ method: "PATCH", path: `${path}/${id}`, token, body: changes });

    const answers = await Promise.all([
      change({ name: "Other" }),
      change({ tickers: ["NVDA"] }),
      change({ timeframe_days: 90 }),
      change({ include_extended_hours: true }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await send({ path: `${path}/${id}`, token })).body).toMatchObject({
      name: "Other",
      tickers: [{ symbol: "NVDA" }],
      timeframe_days: 90,
      include_extended_hours: true,
    });
  });

  it("deletes the alerts of tickers that go, and no other", async () => {
    const token = await signedIn();
    const id = await newConfiguration(token, ["AAPL", "MSFT"]);
    await newAlert(token, id, { ticker: "AAPL" });
    await newAlert(token, id, { ticker: "MSFT" });
    await newAlert(token, await newConfiguration(token, ["AAPL"]), { ticker: "AAPL" });

    await send({ method: "PATCH", path: `${path}/${id}`, token, body: { tickers: ["MSFT"] } });

    expect(rowsOf("ALERT#").map(({ config_id, ticker }) => [config_id === id, ticker])).toEqual([
      [true, "MSFT"],
      [false, "AAPL"],
    ]);
    expect(rowsOf(`CONFIG#${id}`)).toMatchObject([{ alert_count: 1 }]);
  });

  it.each([
    [{ name: "" }, "name"],
    [{ tickers: [] }, "tickers"],
    [{ tickers: ["A", "B", "C", "D", "E", "F"] }, "tickers"],
    [{ timeframe_days: 366 }, "timeframe_days"],
    [{ include_extended_hours: null }, "include_extended_hours"],
    [{ revision: 7 }, "revision"],
  ])("refuses %j", async (changes, field) => {
    const token = await newToken();
    const id = await newConfiguration(token);

    const answer = await send({ method: "PATCH", path: `${path}/${id}`, token, body: changes });

    expect(answer).toMatchObject({ status: 422, body: { details: [{ field }] } });
  });
});

describe("DELETE /api/v2/configurations/{id}", () => {
  it("deletes the configuration with its alerts, and makes room for another", async () => {
    const token = await signedIn();
    const [id, kept] = [await newConfiguration(token), await newConfiguration(token)];
    await newAlert(token, id);
    await newAlert(token, kept);

    const answer = await send({ method: "DELETE", path: `${path}/${id}`, token });

    const again = await send({ method: "DELETE", path: `${path}/${id}`, token });
    expect([answer.status, again.status]).toEqual([204, 404]);
    expect(rowsOf("CONFIG#")).toMatchObject([{ config_id: kept }]);
    expect(rowsOf("ALERT#")).toMatchObject([{ config_id: kept }]);
    await newConfiguration(token);
  });

  it("leaves no alert behind that is made at the same moment", async () => {
    const token = await signedIn();
    const id = await newConfiguration(token);

    const answers = await Promise.all([
      newAlert(token, id),
      send({ method: "DELETE", path: `${path}/${id}`, token }),
      newAlert(token, id),
      send({ method: "PATCH", path: `${path}/${id}`, token, body: { name: "Late" } }),
    ]);

    expect(answers[1].status).toBe(204);
    expect(rowsOf("ALERT#").concat(rowsOf("CONFIG#"))).toEqual([]);
    expect(rowsOf("PROFILE")).toMatchObject([{ configuration_count: 0 }]);
  });
});

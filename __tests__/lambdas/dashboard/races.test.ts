import { describe, expect, it, vi } from "vitest";
import { newToken, now, send } from "./dashboard.ts";
import { beforeNextTransaction, linkFor, newAlert, newConfiguration, rowsOf, signedIn, verify } from "./people.ts";

vi.mock("../../../lambdas/shared/back-off.ts", () => ({ backOff: () => new Promise(setImmediate) }));

const path = "/api/v2/configurations";
const body = { name: "Mine", tickers: ["AAPL"] };
const email = "jane@example.com";
const day = 86_400_000;

const create = (token: string) => send({ method: "POST", path, token, body });
const change = (token: string, id: string, changes: object) =>
  send({ method: "PATCH", path: `${path}/${id}`, token, body: changes });
const remove = (token: string, id: string) => send({ method: "DELETE", path: `${path}/${id}`, token });
const refresh = (token: string) => send({ method: "POST", path: "/api/v2/auth/session/refresh", token });
const signOut = (token: string) => send({ method: "POST", path: "/api/v2/auth/signout", token });
const ends = () => [...rowsOf("PROFILE"), ...rowsOf("CONFIG#")].map(({ ttl_timestamp }) => ttl_timestamp);

/** A person with an address and one configuration of AAPL and MSFT. */
async function jane() {
  const token = await signedIn(email);
  return { token, id: await newConfiguration(token) };
}

/** An anonymous person who asked for a link. */
async function visitor() {
  const token = await newToken();
  return { token, link: await linkFor(email, token) };
}

describe("an alert that is made", () => {
  it("is none where its ticker goes meanwhile", async () => {
    const { token, id } = await jane();
    beforeNextTransaction(() => change(token, id, { tickers: ["MSFT"] }));

    const answer = await newAlert(token, id);

    expect(answer).toMatchObject({ status: 422, body: { details: [{ field: "ticker" }] } });
    expect(rowsOf("ALERT#")).toEqual([]);
  });

  it("is none where its configuration goes meanwhile", async () => {
    const { token, id } = await jane();
    beforeNextTransaction(() => remove(token, id));

    const answer = await newAlert(token, id);

    expect(answer).toMatchObject({ status: 422, body: { details: [{ field: "config_id" }] } });
    expect(rowsOf("ALERT#")).toEqual([]);
  });

  it("is made where only the name changes meanwhile", async () => {
    const { token, id } = await jane();
    beforeNextTransaction(() => change(token, id, { name: "Other" }));

    const answer = await newAlert(token, id);

    expect(answer.status).toBe(201);
    expect(rowsOf("CONFIG#")).toMatchObject([{ name: "Other", alert_count: 1 }]);
  });
});

it("an alert is no eleventh where the tenth is made meanwhile", async () => {
  const { token, id } = await jane();
  for (let made = 0; made < 9; made++) await newAlert(token, id);
  beforeNextTransaction(() => newAlert(token, id));

  const answer = await newAlert(token, id);

  expect(answer).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
  expect(rowsOf("ALERT#")).toHaveLength(10);
  expect(rowsOf("CONFIG#")).toMatchObject([{ alert_count: 10 }]);
});

describe("a configuration", () => {
  it("that loses a ticker takes an alert along that is made meanwhile", async () => {
    const { token, id } = await jane();
    await newAlert(token, id, { ticker: "MSFT" });
    beforeNextTransaction(() => newAlert(token, id));

    const answer = await change(token, id, { tickers: ["MSFT"] });

    expect(answer.status).toBe(200);
    expect(rowsOf("ALERT#")).toMatchObject([{ ticker: "MSFT" }]);
    expect(rowsOf("CONFIG#")).toMatchObject([{ alert_count: 1 }]);
  });

  it("that is deleted takes an alert along that is made meanwhile", async () => {
    const { token, id } = await jane();
    beforeNextTransaction(() => newAlert(token, id));

    const answer = await remove(token, id);

    expect(answer.status).toBe(204);
    expect(rowsOf("ALERT#")).toEqual([]);
  });

  it("keeps what another change writes meanwhile", async () => {
    const { token, id } = await jane();
    beforeNextTransaction(() => change(token, id, { name: "Other", timeframe_days: 90 }));

    const answer = await change(token, id, { timeframe_days: 30 });

    expect(answer.body).toMatchObject({ name: "Other", timeframe_days: 30 });
    expect(rowsOf("CONFIG#")).toMatchObject([{ name: "Other", timeframe_days: 30 }]);
  });

  it("is counted once where it is deleted twice", async () => {
    const { token, id } = await jane();
    await newConfiguration(token);
    beforeNextTransaction(() => remove(token, id));

    const answer = await remove(token, id);

    expect(answer.status).toBe(404);
    expect(rowsOf("PROFILE")).toMatchObject([{ configuration_count: 1 }]);
  });

  it("is no third where the second is made meanwhile", async () => {
    const { token } = await jane();
    beforeNextTransaction(() => create(token));

    const answer = await create(token);

    expect(answer.status).toBe(409);
    expect(rowsOf("CONFIG#")).toHaveLength(2);
  });

  it("lasts as long as the session that is refreshed meanwhile", async () => {
    const token = await newToken();
    vi.setSystemTime(now.getTime() + 20 * day);
    beforeNextTransaction(() => refresh(token));

    const answer = await create(token);

    const end = (now.getTime() + 50 * day) / 1000;
    expect(answer.status).toBe(201);
    expect(ends()).toEqual([end, end]);
  });

  it("lasts for good where its owner gets an address meanwhile", async () => {
    const { token, link } = await visitor();
    beforeNextTransaction(() => verify(link));

    const answer = await create(token);

    expect(answer.status).toBe(201);
    expect(ends()).toEqual([undefined, undefined]);
  });

  it("is none where its owner goes meanwhile", async () => {
    const token = await newToken();
    beforeNextTransaction(() => signOut(token));

    const answer = await create(token);

    expect(answer.status).toBe(401);
    expect(rowsOf("CONFIG#").concat(rowsOf("PROFILE"))).toEqual([]);
  });

  it("is refused in the end where others never stop coming in between", async () => {
    const { token, id } = await jane();
    let name = 0;
    const again = () => {
      name += 1;
      beforeNextTransaction(() => change(token, id, { name: `Other ${name}` }).then(again));
      return Promise.resolve();
    };
    await again();

    const answer = await change(token, id, { timeframe_days: 30 });

    expect(answer).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
    expect(name).toBe(6);
    expect(rowsOf("CONFIG#")).toMatchObject([{ name: "Other 5", timeframe_days: 7 }]);
  });
});

it("of two that delete an alert one finds it, and it is counted once", async () => {
  const { token, id } = await jane();
  const { body: alert } = await newAlert(token, id);
  await newAlert(token, id);
  const one = { method: "DELETE", path: `/api/v2/alerts/${alert.alert_id}`, token };
  beforeNextTransaction(() => send(one));

  const answer = await send(one);

  expect(answer.status).toBe(404);
  expect(rowsOf("CONFIG#")).toMatchObject([{ alert_count: 1 }]);
});

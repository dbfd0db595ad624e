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

describe("a session that is refreshed", () => {
  it("lets a configuration last that is made meanwhile", async () => {
    const token = await newToken();
    vi.setSystemTime(now.getTime() + 20 * day);
    beforeNextTransaction(() => create(token));

    const answer = await refresh(token);

    const end = (now.getTime() + 50 * day) / 1000;
    expect(answer.status).toBe(200);
    expect(ends()).toEqual([end, end]);
  });

  it("does not come back where it ends meanwhile", async () => {
    const [anonymous, withAddress] = [await newToken(), await signedIn(email)];
    beforeNextTransaction(() => signOut(anonymous));
    const one = await refresh(anonymous);
    beforeNextTransaction(() => signOut(withAddress));
    const other = await refresh(withAddress);

    expect([one.status, other.status]).toEqual([401, 401]);
    expect(rowsOf("SESSION")).toEqual([]);
  });

  it("does not end what its owner keeps who gets an address meanwhile", async () => {
    const { token, link } = await visitor();
    await newConfiguration(token);
    beforeNextTransaction(() => verify(link));

    const answer = await refresh(token);

    expect(answer.status).toBe(401);
    expect(ends()).toEqual([undefined, undefined]);
  });
});

describe("a session that ends", () => {
  it("takes a configuration along that is made meanwhile", async () => {
    const token = await newToken();
    beforeNextTransaction(() => create(token));

    const answer = await signOut(token);

    expect(answer.status).toBe(204);
    expect(rowsOf("CONFIG#").concat(rowsOf("PROFILE"))).toEqual([]);
  });

  it("takes nothing of a person who gets an address meanwhile", async () => {
    const { token, link } = await visitor();
    await newConfiguration(token);
    beforeNextTransaction(() => verify(link));

    const answer = await signOut(token);

    expect(answer.status).toBe(204);
    expect(rowsOf("PROFILE")).toMatchObject([{ email }]);
    expect(rowsOf("CONFIG#")).toHaveLength(1);
  });
});

describe("a sign-in", () => {
  it("by a link that is used meanwhile is refused", async () => {
    const link = await linkFor(email);
    beforeNextTransaction(() => verify(link));

    const answer = await verify(link);

    expect(answer.status).toBe(409);
    expect(rowsOf("SESSION")).toHaveLength(1);
  });

  it("finds the person that another link makes meanwhile", async () => {
    const links = [await linkFor(email), await linkFor(email)] as const;
    beforeNextTransaction(() => verify(links[0]));

    const answer = await verify(links[1]);

    const [{ user_id } = {}, ...others] = rowsOf("PROFILE");
    expect(answer).toMatchObject({ status: 200, body: { user_id } });
    expect(others).toEqual([]);
    expect(rowsOf("SESSION")).toHaveLength(2);
  });

  it("leaves the anonymous person alone where another gets the address meanwhile", async () => {
    const { token, link } = await visitor();
    const other = await linkFor(email);
    beforeNextTransaction(() => verify(other));

    const answer = await verify(link);

    expect(answer.body.merged_anonymous_data).toBe(false);
    expect((await send({ path, token })).status).toBe(200);
  });

  it("gives an anonymous person one address, where two are given at the same moment", async () => {
    const { token, link } = await visitor();
    const other = await linkFor("other@example.com", token);
    beforeNextTransaction(() => verify(other));

    const answer = await verify(link);

    const emails = rowsOf("PROFILE").map((profile) => profile.email);
    expect(answer.body.merged_anonymous_data).toBe(false);
    expect(emails.sort()).toEqual([email, "other@example.com"]);
  });

  it("makes a new person where the anonymous one goes meanwhile", async () => {
    const { token, link } = await visitor();
    beforeNextTransaction(() => signOut(token));

    const answer = await verify(link);

    expect(answer).toMatchObject({ status: 200, body: { merged_anonymous_data: false } });
    expect(rowsOf("PROFILE")).toMatchObject([{ user_id: answer.body.user_id }]);
  });

  it("takes along what the anonymous person makes, and not what they delete, meanwhile", async () => {
    const { token, link } = await visitor();
    const gone = await newConfiguration(token);
    beforeNextTransaction(() => remove(token, gone).then(() => create(token)));

    const answer = await verify(link);

    expect(answer.body.merged_anonymous_data).toBe(true);
    expect(rowsOf("PROFILE")).toMatchObject([{ configuration_count: 1 }]);
    expect(ends()).toEqual([undefined, undefined]);
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

import { describe, expect, it, vi } from "vitest";
import { newToken, now, send } from "./dashboard.ts";
import { beforeNextTransaction, linkFor, newConfiguration, rowsOf, signedIn, verify } from "./people.ts";

vi.mock("../../../lambdas/shared/back-off.ts", () => ({ backOff: () => new Promise(setImmediate) }));

const path = "/api/v2/configurations";
const email = "jane@example.com";
const day = 86_400_000;

const create = (token: string) => send({ method: "POST", path, token, body: { name: "Mine", tickers: ["AAPL"] } });
const remove = (token: string, id: string) => send({ method: "DELETE", path: `${path}/${id}`, token });
const refresh = (token: string) => send({ method: "POST", path: "/api/v2/auth/session/refresh", token });
const signOut = (token: string) => send({ method: "POST", path: "/api/v2/auth/signout", token });
const ends = () => [...rowsOf("PROFILE"), ...rowsOf("CONFIG#")].map(({ ttl_timestamp }) => ttl_timestamp);

/** An anonymous person who asked for a link. */
async function visitor() {
  const token = await newToken();
  return { token, link: await linkFor(email, token) };
}

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
  it.each(["new", "known"])("by a link of a %s address that is used meanwhile is refused", async (address) => {
    if (address === "known") await signedIn(email);
    const link = await linkFor(email);
    const before = rowsOf("SESSION").length;
    beforeNextTransaction(() => verify(link));

    const answer = await verify(link);

    expect(answer.status).toBe(409);
    expect(rowsOf("SESSION")).toHaveLength(before + 1);
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

import { describe, expect, it } from "vitest";
import { readFunction } from "../../../rehearsal/run/deployed-function.ts";
import { readWiring } from "../../../rehearsal/run/wiring.ts";
import { type FakeAccount, fakeAccount, rule, topic, wholeAccount, worker } from "./fake-account.ts";

async function wiringOf(different: Partial<FakeAccount> = {}) {
  const account = fakeAccount(different);
  return readWiring(account, await readFunction(account, worker.name));
}

const without = (service: string) =>
  wholeAccount.statements.filter(({ Principal }) => JSON.stringify(Principal) !== JSON.stringify({ Service: service }));

it("what makes a function run is read from the account", async () => {
  const wiring = await wiringOf();

  expect(wiring).toEqual({
    schedules: [expect.objectContaining({ rule: rule.Name, expression: "rate(1 hour)", input: undefined })],
    topics: [topic],
    restRoutes: [{ api: "api1", stage: "v1", resource: "/{proxy+}", method: "ANY" }],
    url: "RESPONSE_STREAM",
    eventSources: [],
    broken: [],
  });
});

describe("what lacks its permission does not fire, and is named", () => {
  it.each([
    ["a schedule", "events.amazonaws.com", { schedules: [] }, /schedule hourly may not invoke dev-worker/],
    ["a topic", "sns.amazonaws.com", { topics: [] }, /topic .*:news may not invoke/],
    ["a REST API", "apigateway.amazonaws.com", { restRoutes: [] }, /REST API api1 may not invoke/],
  ])("%s", async (_, service, nothing, said) => {
    const wiring = await wiringOf({ statements: without(service) });

    expect(wiring).toMatchObject(nothing);
    expect(wiring.broken).toEqual([expect.stringMatching(said)]);
  });

  it("a URL", async () => {
    const wiring = await wiringOf({ statements: wholeAccount.statements.slice(0, 3) });

    expect(wiring.url).toBeUndefined();
    expect(wiring.broken).toEqual([expect.stringContaining("by its URL")]);
  });
});

it.each([
  ["a rule that is switched off", { rule: { ...wholeAccount.rule, State: "DISABLED" } }, { schedules: [] }],
  ["a rule with another target", { target: { Arn: `${worker.arn}-2` } }, { schedules: [] }],
  [
    "a method that asks for a signature",
    { method: { ...wholeAccount.method, authorizationType: "AWS_IAM" } },
    { restRoutes: [] },
  ],
  ["a method that asks for a key", { method: { ...wholeAccount.method, apiKeyRequired: true } }, { restRoutes: [] }],
  ["a method without integration", { method: { authorizationType: "NONE" } }, { restRoutes: [] }],
  ["no URL", { url: undefined }, { url: undefined }],
] as const)("nothing runs a function through %s", async (_, different, nothing) => {
  const wiring = await wiringOf(different);

  expect(wiring).toMatchObject(nothing);
  expect(wiring.broken).toEqual([]);
});

it("a target's own input takes the place of the usual event", async () => {
  const wiring = await wiringOf({ target: { Arn: worker.arn, Input: '{"run":1}' } });

  expect(wiring.schedules[0]?.input).toBe('{"run":1}');
});

describe("a function read back", () => {
  it("has what it was deployed with, and the keys of its role", async () => {
    const found = await readFunction(fakeAccount(), worker.name);

    expect(found).toMatchObject({
      ...worker,
      runtime: "nodejs24.x",
      timeoutSeconds: 30,
      reservedConcurrency: 2,
      variables: { TABLE: "dev-rows" },
      keys: { accessKeyId: "key", secretAccessKey: "secret", sessionToken: "t" },
      logGroup: "/aws/lambda/dev-worker",
    });
  });

  it("is refused where its code has another hash than Lambda says", async () => {
    const read = readFunction(fakeAccount({ zip: Buffer.from("other") }), worker.name);

    await expect(read).rejects.toThrow(/code with the hash .*, expected .*, as Lambda says/);
  });

  it("is refused where it is not there", async () => {
    await expect(readFunction(fakeAccount(), "another")).rejects.toThrow(/another, run: found no such function/);
  });
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { ProblemError } from "../../../modules/problem.ts";
import { olderProviderOverride } from "../../../modules/schema/older-provider.ts";
import { plan } from "../../../rehearsal/phases/plan.ts";
import { validate } from "../../../rehearsal/phases/validate.ts";
import { overrideFile } from "../../../rehearsal/terraform/rehearsal-override.ts";
import { prepareCopy } from "./prepared-copy.ts";

const minutes = 60_000;
const account = "111122223333";

const copy = await prepareCopy("dev", account);
afterAll(copy.remove);

const file = join(copy.stack.directory, overrideFile);
const override = readFileSync(file, "utf8");

interface Override {
  readonly resource?: Record<string, Record<string, Record<string, unknown>>>;
  readonly provider: { aws: Record<string, unknown>[] };
}

/** Kinds with the attributes that an older provider is adapted in; none where the wanted provider is at hand. */
const adapted = copy.provider.older
  ? Object.entries(olderProviderOverride(copy.stack.json, copy.provider.version).resource ?? {}).flatMap(
      ([kind, resources]) =>
        [...new Set(Object.values(resources).flatMap(Object.keys))].map((attribute) => ({ kind, attribute })),
    )
  : [];

/** Puts a changed override in place while something is done. */
async function changed<Result>(change: (override: Override) => void, work: () => Promise<Result>): Promise<Result> {
  const content = JSON.parse(override) as Override;
  change(content);
  writeFileSync(file, JSON.stringify(content));
  try {
    return await work();
  } finally {
    writeFileSync(file, override);
  }
}

/** An override of nothing would stay an override: Terraform is lenient with unknown attributes of what is overridden. */
function removeEntry({ resource = {} }: Override, kind: string, attribute: string): void {
  const resources = resource[kind] ?? {};
  for (const [name, changes] of Object.entries(resources)) {
    delete changes[attribute];
    if (Object.keys(changes).length === 0) delete resources[name];
  }
  if (Object.keys(resources).length === 0) delete resource[kind];
}

it("the provider at hand takes the stack with the override", { timeout: 5 * minutes }, async () => {
  const { outcome } = await validate(copy.stack, copy.surroundings);

  expect(outcome).toBe("valid");
});

it("an older provider refuses the stack without any one of the override's entries", {
  timeout: 10 * minutes,
}, async () => {
  const accepted: string[] = [];

  for (const { kind, attribute } of adapted) {
    await changed(
      (content) => removeEntry(content, kind, attribute),
      () => validate(copy.stack, copy.surroundings),
    ).then(
      () => accepted.push(`${kind}.${attribute}`),
      (error: ProblemError) => {
        if (!error.message.includes(attribute)) accepted.push(`${kind}.${attribute}: ${error.message}`);
      },
    );
  }

  expect(accepted).toEqual([]);
});

it("run by hand in the copy, with somebody's own keys and without any address, Terraform reaches the stub alone", {
  timeout: 5 * minutes,
}, async () => {
  const { AWS_ENDPOINT_URL: _, ...others } = copy.surroundings.variables;
  const variables = {
    ...others,
    AWS_ACCESS_KEY_ID: "AKIASOMEBODY",
    AWS_SECRET_ACCESS_KEY: "real",
    AWS_REGION: "eu-west-1",
  };
  const before = copy.stub.records.length;

  await plan(copy.stack, { ...copy.surroundings, variables });

  expect(copy.stub.records.slice(before)).toMatchObject([
    { service: "sts", operation: "GetCallerIdentity", status: 200 },
  ]);
});

it("production with the credentials of another account is refused before anything is planned, let alone created", {
  timeout: 5 * minutes,
}, async () => {
  const other = await prepareCopy("prod", "999999999999");

  const refused = await plan(other.stack, other.surroundings).catch((error: unknown) => error);
  await other.remove();

  expect(refused).toBeInstanceOf(ProblemError);
  expect(String(refused)).toContain("AWS account ID not allowed: 999999999999");
  expect(new Set(other.stub.records.map(({ operation }) => operation))).toEqual(new Set(["GetCallerIdentity"]));
});

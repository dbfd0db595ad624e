import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkAgainstSchema } from "../../../modules/schema/check-against-schema.ts";
import type { StackJson } from "../../../modules/synthesis/synthesized-stack.ts";
import { providerRequirement } from "../../../modules/terraform/provider-requirement.ts";
import { checkTools } from "../../../rehearsal/check-tools.ts";
import { openIdentityStub } from "../../../rehearsal/identity-stub.ts";
import { init } from "../../../rehearsal/phases/init.ts";
import type { RehearsedStack, Surroundings } from "../../../rehearsal/phases/rehearsed-stack.ts";
import { runTerraform } from "../../../rehearsal/phases/run-phase.ts";
import { writeOverrides } from "../../../rehearsal/prepare-stacks.ts";
import type { ServiceServer } from "../../../rehearsal/supplement/supplement.ts";
import type { Diagnostic } from "../../../rehearsal/terraform/events.ts";
import type { Provider } from "../../../rehearsal/terraform/provider.ts";
import { rehearsalVariables } from "../../../rehearsal/terraform/rehearsal-variables.ts";
import { mistakesInPlan } from "../../mistakes/in-plan.ts";
import { mistakesInValidate } from "../../mistakes/in-validate.ts";
import type { TerraformMistake } from "../../mistakes/terraform-mistake.ts";
import { guarded, problemsByRule, stackWith } from "../../modules/guardrails/guarded.ts";

const minutes = 60_000;
const account = "111122223333";

const folder = mkdtempSync(join(tmpdir(), "mistakes-test-"));
let stub: ServiceServer;
let provider: Provider;
let surroundings: Surroundings;
beforeAll(async () => {
  ({ provider } = await checkTools(providerRequirement.version));
  stub = await openIdentityStub(account);
  const signal = new AbortController().signal;
  surroundings = { variables: rehearsalVariables(stub.url), signal, onProgress: () => {} };
});
afterAll(async () => {
  await stub.close();
  rmSync(folder, { recursive: true });
});

function changed({ kind, name, change }: TerraformMistake): StackJson {
  return stackWith({ [kind]: { [name]: change } });
}

function nameOf(index: number): string {
  return `mistake_${index}`;
}

/** The sound stack with every mistake as one more resource, which nothing else refers to. */
function stackOfAll(mistakes: readonly TerraformMistake[]): StackJson {
  const more: Record<string, Record<string, unknown>> = {};
  for (const [index, mistake] of mistakes.entries()) {
    const body = changed(mistake).resource?.[mistake.kind]?.[mistake.name];
    more[mistake.kind] = { ...more[mistake.kind], [nameOf(index)]: body };
  }
  return stackWith(more);
}

/** A directory with a stack that Terraform has initialized. */
async function prepared(name: string, json: StackJson): Promise<RehearsedStack> {
  const stack = { name, environment: name, directory: join(folder, name), json };
  mkdirSync(stack.directory);
  writeFileSync(join(stack.directory, "cdk.tf.json"), JSON.stringify(json));
  writeOverrides([stack], provider, stub.url);
  await init(stack, surroundings);
  return stack;
}

async function validated(stack: RehearsedStack): Promise<readonly Diagnostic[]> {
  const { stdout } = await runTerraform(stack, surroundings, ["validate", "-json"]);
  return JSON.parse(stdout).diagnostics;
}

async function planned(stack: RehearsedStack): Promise<readonly Diagnostic[]> {
  const { diagnostics } = await runTerraform(stack, surroundings, ["plan", "-json", "-input=false"]);
  return diagnostics;
}

/** What Terraform says about each mistake, by its place in the list. */
function saidOf(mistakes: readonly TerraformMistake[], diagnostics: readonly Diagnostic[]): readonly string[] {
  return mistakes.map(({ kind }, index) =>
    diagnostics
      .filter(({ severity, address }) => severity === "error" && address === `${kind}.${nameOf(index)}`)
      .map(({ summary, detail = "" }) => `${summary} ${detail}`)
      .join("; "),
  );
}

/** Errors that are about none of the mistakes. */
function others(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity, address }) => severity === "error" && !address?.includes(".mistake_"));
}

function expectFound(mistakes: readonly TerraformMistake[], diagnostics: readonly Diagnostic[]): void {
  const missed = saidOf(mistakes, diagnostics)
    .map((said, index) => ({ what: mistakes[index]?.what, expected: mistakes[index]?.found ?? "", said }))
    .filter(({ expected, said }) => !said.includes(expected));
  expect(missed).toEqual([]);
  expect(others(diagnostics)).toEqual([]);
}

describe("Terraform is the first that can find", () => {
  it.each([...mistakesInValidate, ...mistakesInPlan].map((mistake) => [mistake.what, mistake] as const))(
    "%s: schema check and guardrails pass it",
    (_, mistake) => {
      const stack = changed(mistake);

      expect(checkAgainstSchema("jobs", stack)).toEqual([]);
      expect([...problemsByRule(guarded(stack))]).toEqual([]);
    },
  );
});

it("terraform validate finds every mistake that is said to be its own", { timeout: 5 * minutes }, async () => {
  const stack = await prepared("validated", stackOfAll(mistakesInValidate));

  const diagnostics = await validated(stack);

  expectFound(mistakesInValidate, diagnostics);
});

it("terraform plan finds every mistake that is said to be its own, and validate passes them", {
  timeout: 5 * minutes,
}, async () => {
  const stack = await prepared("planned", stackOfAll(mistakesInPlan));

  const passed = await validated(stack);
  const diagnostics = await planned(stack);

  expect(passed.filter(({ severity }) => severity === "error")).toEqual([]);
  expectFound(mistakesInPlan, diagnostics);
});

import { expect, it } from "vitest";
import { guardrailProblems } from "../../../modules/guardrails/check-guardrails.ts";
import { checkedStacks } from "../../../modules/guardrails/checked-stack.ts";
import { rules } from "../../../modules/guardrails/rules.ts";
import { problemLine } from "../../../modules/problem.ts";
import type { StackJson } from "../../../modules/synthesis/synthesized-stack.ts";
import { stacks } from "../../../stacks/index.ts";
import { accountStack, stateStack } from "../../helpers/account-stacks.ts";
import { sentimentContracts, sentimentStacks } from "../../helpers/sentiment-stacks.ts";

const zipContent = () => ["handler.mjs"];

const guarded = [stateStack, accountStack, ...sentimentStacks.map(({ stack }) => stack)].map((stack) => {
  const definition = stacks.find(({ name }) => name === stack.name);
  return {
    name: stack.name,
    json: stack.json as StackJson,
    production: definition?.production ?? false,
    contracts: definition?.functions.length === 0 ? [] : sentimentContracts,
    exceptions: definition?.exceptions ?? [],
  };
});

it("the tests look at every stack that can be deployed", () => {
  expect(guarded.map(({ name }) => name)).toEqual(stacks.map(({ name }) => name));
});

it("the stacks of the account need no exception", () => {
  const excepted = stacks
    .filter(({ environment }) => environment === "account")
    .flatMap(({ exceptions = [] }) => exceptions);

  expect(excepted).toEqual([]);
});

it("the stacks of the account and of all environments together break no guardrail", () => {
  expect(guardrailProblems(guarded, zipContent).map(problemLine)).toEqual([]);
});

it("every guardrail has something to judge in them, but those about what they do not have", () => {
  const checked = checkedStacks(guarded, zipContent);
  const silent = rules.filter(({ check }) =>
    checked.flatMap(check).every(({ outcome }) => outcome === "not applicable"),
  );

  // Default values of filters and storage classes: the stacks use none.
  expect(silent.map(({ id }) => id)).toEqual(["log-filter-default", "transition-days"]);
});

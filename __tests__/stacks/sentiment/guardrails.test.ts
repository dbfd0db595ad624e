import { expect, it } from "vitest";
import { guardrailProblems } from "../../../modules/guardrails/check-guardrails.ts";
import { checkedStacks } from "../../../modules/guardrails/checked-stack.ts";
import { rules } from "../../../modules/guardrails/rules.ts";
import { problemLine } from "../../../modules/problem.ts";
import type { StackJson } from "../../../modules/synthesis/synthesized-stack.ts";
import { stacks } from "../../../stacks/index.ts";
import { sentimentContracts, sentimentStacks } from "../../helpers/sentiment-stacks.ts";

const zipContent = () => ["handler.mjs"];

const guarded = sentimentStacks.map(({ environment, stack }) => ({
  name: stack.name,
  json: stack.json as StackJson,
  production: environment.production,
  contracts: sentimentContracts,
  exceptions: stacks.find(({ name }) => name === stack.name)?.exceptions ?? [],
}));

it("the stacks of all environments together break no guardrail", () => {
  expect(guardrailProblems(guarded, zipContent).map(problemLine)).toEqual([]);
});

it("every guardrail has something to judge in them, but those about what they do not have", () => {
  const checked = checkedStacks(guarded, zipContent);
  const silent = rules.filter(({ check }) =>
    checked.flatMap(check).every(({ outcome }) => outcome === "not applicable"),
  );

  // Settings of the account, datapoints, default values of filters and storage classes: the stacks use none.
  expect(silent.map(({ id }) => id)).toEqual([
    "account-setting",
    "alarm-datapoints",
    "log-filter-default",
    "transition-days",
  ]);
});

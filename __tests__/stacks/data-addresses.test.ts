import { expect, it } from "vitest";
import { dataAddressProblems } from "../../modules/synthesis/data-addresses.ts";
import { stacks } from "../../stacks/index.ts";
import { accountStack, stateStack } from "../helpers/account-stacks.ts";
import { sentimentStacks } from "../helpers/sentiment-stacks.ts";

const synthesized = [
  { name: "state", json: stateStack.json },
  { name: "account", json: accountStack.json },
  ...sentimentStacks.map(({ name, stack }) => ({ name: `sentiment-${name}`, json: stack.json })),
];

it("every stack has its data where it was deployed first", () => {
  expect(synthesized.map(({ name }) => name).sort()).toEqual(stacks.map(({ name }) => name).sort());
  expect(dataAddressProblems(stacks, synthesized)).toEqual([]);
});

it("every stack is held to its addresses", () => {
  const without = synthesized.map(({ name }) => ({ name, json: {} }));

  const places = dataAddressProblems(stacks, without).map(({ place }) => place);

  expect(new Set(places)).toEqual(new Set(stacks.map(({ name }) => `stack ${name}`)));
});

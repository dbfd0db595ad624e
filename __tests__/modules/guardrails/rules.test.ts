import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkedStacks } from "../../../modules/guardrails/checked-stack.ts";
import { rules } from "../../../modules/guardrails/rules.ts";
import { checkAgainstSchema } from "../../../modules/schema/check-against-schema.ts";
import { guarded, problemsByRule } from "./guarded.ts";
import { soundStack, zipContent } from "./sound-stack.ts";

it("the sound stack fits the schema", () => {
  expect(checkAgainstSchema("jobs", soundStack)).toEqual([]);
});

it("the sound stack breaks no rule", () => {
  expect([...problemsByRule(guarded(soundStack as never))]).toEqual([]);
});

it.each(rules)("$id finds something in the sound stack to call compliant", ({ check }) => {
  const [stack] = checkedStacks([guarded(soundStack as never)], zipContent);
  expect(stack === undefined ? [] : check(stack).map(({ outcome }) => outcome)).toContain("compliant");
});

it("every file of the folder is a rule of its name", () => {
  const files = readdirSync("modules/guardrails/rules").map((file) => file.replace(/\.ts$/, ""));
  expect(rules.map(({ id }) => id)).toEqual(files.sort());
});

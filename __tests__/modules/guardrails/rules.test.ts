import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkedStacks } from "../../../modules/guardrails/checked-stack.ts";
import { rules } from "../../../modules/guardrails/rules.ts";
import { checkAgainstSchema } from "../../../modules/schema/check-against-schema.ts";
import type { StackJson } from "../../../modules/synthesis/synthesized-stack.ts";
import { type Change, guarded, otherStack, problemsByRule, stackWith } from "./guarded.ts";
import { guardrailMistakes, soundVariants } from "./mistakes/index.ts";
import { soundStack, zipContent } from "./sound-stack.ts";

/** Name of a test: the rule, what it guards, and what it says to what. */
function title(id: string, rest: string): string {
  const guards = rules.find((rule) => rule.id === id)?.requirements.filter((each) => each !== "AWS") ?? [];
  return [id, ...guards, rest].join(" ");
}

function problemsOf({
  change,
  others = {},
  otherStack: other,
}: {
  change: Change;
  others?: Change;
  otherStack?: Change;
}) {
  const stack = guarded(stackWith(change, others));
  return other === undefined ? problemsByRule(stack) : problemsByRule(otherStack(other, others), stack);
}

describe("the sound stack", () => {
  const sound = guarded(soundStack as StackJson);

  it("fits the schema", () => {
    expect(checkAgainstSchema("jobs", soundStack)).toEqual([]);
  });

  it("breaks no rule", () => {
    expect([...problemsByRule(sound)]).toEqual([]);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))("has something that %s calls compliant", (_, { check }) => {
    const [stack] = checkedStacks([sound], zipContent);

    const outcomes = stack === undefined ? [] : check(stack).map(({ outcome }) => outcome);

    expect(outcomes).toContain("compliant");
  });
});

describe("mistakes", () => {
  it.each(guardrailMistakes.map((mistake) => [title(mistake.rule, `refuses ${mistake.what}`), mistake] as const))(
    "%s",
    (_, mistake) => {
      const { rule, found, also = [] } = mistake;

      const problems = problemsOf(mistake);

      expect([...problems.keys()].sort()).toEqual([rule, ...also].sort());
      expect((problems.get(rule) ?? []).map((problem) => problem.found)).toEqual([found].flat());
    },
  );

  it.each(guardrailMistakes.map((mistake) => [mistake.what, mistake] as const))(
    "%s passes the schema",
    (_, { change, others }) => {
      expect(checkAgainstSchema("jobs", stackWith(change, others))).toEqual([]);
    },
  );

  it.each(soundVariants.map((variant) => [title(variant.rule, `takes ${variant.what}`), variant] as const))(
    "%s",
    (_, variant) => {
      expect(problemsOf(variant).get(variant.rule) ?? []).toEqual([]);
    },
  );
});

describe("rules", () => {
  it("are the files of the folder, each under its name", () => {
    const files = readdirSync("modules/guardrails/rules").map((file) => file.replace(/\.ts$/, ""));

    expect(rules.map(({ id }) => id)).toEqual(files.sort());
  });

  it.each(rules.map(({ id }) => id))("%s has a mistake that it finds", (id) => {
    expect(guardrailMistakes.map(({ rule }) => rule)).toContain(id);
  });

  it("find the 25 mistakes that no stage of Terraform notices", () => {
    expect(guardrailMistakes.filter(({ unnoticedByTerraform }) => unnoticedByTerraform)).toHaveLength(25);
  });

  it("have nothing to say about a stack of nothing but its provider", () => {
    expect([...problemsByRule(guarded({ provider: soundStack.provider } as StackJson))]).toEqual([]);
  });

  it("take references that lead in circles", () => {
    const topics = ["a", "b"].map((name, index) => [name, { name: `\${aws_sns_topic.${"ba"[index]}.name}` }] as const);

    expect(() => problemsByRule(guarded(stackWith({ aws_sns_topic: Object.fromEntries(topics) })))).not.toThrow();
  });

  it("take an object that cannot be made a text", () => {
    const unspeakable = { toString: [], valueOf: [] };

    for (const [kind, named] of Object.entries(soundStack.resource))
      for (const [name, body] of Object.entries(named))
        for (const key of Object.keys(body))
          expect(
            () => problemsByRule(guarded(stackWith({ [kind]: { [name]: { [key]: unspeakable } } }))),
            `${kind}.${key}`,
          ).not.toThrow();
  });

  it("take any JSON without failing", () => {
    const resources = Object.entries(soundStack.resource).flatMap(([kind, named]) =>
      Object.entries(named).flatMap(([name, body]) => Object.keys(body).map((key) => ({ kind, name, key }))),
    );

    fc.assert(
      fc.property(fc.constantFrom(...resources), fc.jsonValue({ maxDepth: 2 }), ({ kind, name, key }, value) => {
        problemsByRule(guarded(stackWith({ [kind]: { [name]: { [key]: value } } })));
      }),
      { numRuns: 150 },
    );
  });
});

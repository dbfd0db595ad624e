import { expect, it } from "vitest";
import { guardrailMistakes } from "../modules/guardrails/mistakes/index.ts";
import { mistakesBeforeTheStack } from "./before-the-stack.ts";
import { mistakesInPlan } from "./in-plan.ts";
import { mistakesInTheSchema } from "./in-the-schema.ts";
import { mistakesInValidate } from "./in-validate.ts";
import { mistakesOfMovedData } from "./moved-data.ts";
import { typeMistakes } from "./type-mistakes.ts";

const planted = [...mistakesBeforeTheStack, ...mistakesInTheSchema, ...mistakesOfMovedData];

it.each(planted.map((mistake) => [`${mistake.stage} refuses ${mistake.what}`, mistake] as const))(
  "%s",
  (_, mistake) => {
    const problems = mistake.make();

    expect(problems.map(({ found }) => found)).toEqual([mistake.found]);
  },
);

it("no mistake is in the table twice", () => {
  const withStages = [...planted, ...guardrailMistakes, ...mistakesInValidate, ...mistakesInPlan];
  const all = [...typeMistakes(), ...withStages.map(({ what }) => what)];

  expect(all.filter((what, index) => all.indexOf(what) !== index)).toEqual([]);
});

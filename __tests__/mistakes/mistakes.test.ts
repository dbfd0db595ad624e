import { expect, it } from "vitest";
import { guardrailMistakes } from "../modules/guardrails/mistakes/index.ts";
import { mistakesBeforeTheStack } from "./before-the-stack.ts";
import { mistakesInTheSchema } from "./in-the-schema.ts";
import { typeMistakes } from "./type-mistakes.ts";

const planted = [...mistakesBeforeTheStack, ...mistakesInTheSchema];

it.each(planted.map((mistake) => [`${mistake.stage} refuses ${mistake.what}`, mistake] as const))(
  "%s",
  (_, mistake) => {
    const problems = mistake.make();

    expect(problems.map(({ found }) => found)).toEqual([mistake.found]);
  },
);

it("no mistake is in the table twice", () => {
  const all = [...typeMistakes(), ...[...planted, ...guardrailMistakes].map(({ what }) => what)];

  expect(all.filter((what, index) => all.indexOf(what) !== index)).toEqual([]);
});

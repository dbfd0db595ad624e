import { markdownTable, withoutEmphasis } from "../../modules/markdown-table.ts";
import { guardrailMistakes } from "../modules/guardrails/mistakes/index.ts";
import { mistakesBeforeTheStack } from "./before-the-stack.ts";
import { mistakesInPlan } from "./in-plan.ts";
import { mistakesInTheSchema } from "./in-the-schema.ts";
import { mistakesInValidate } from "./in-validate.ts";
import { mistakesOfMovedData } from "./moved-data.ts";
import { typeMistakes } from "./type-mistakes.ts";

/** Mistakes that are planted by tests, and what finds each: `docs/mistakes.md`. */
export function mistakesDocument(command: string): string {
  const rows = [
    ...typeMistakes().map((what) => [what, "type check"]),
    ...[...mistakesBeforeTheStack, ...mistakesInTheSchema, ...mistakesOfMovedData].map(({ what, stage }) => [
      what,
      stage,
    ]),
    ...guardrailMistakes.map(({ what, rule, also = [], unnoticedByTerraform }) => [
      unnoticedByTerraform ? `${what} ¹` : what,
      [rule, ...also].map((id) => `guardrail [${id}](guardrails.md#${id})`).join(", "),
    ]),
    ...[...mistakesInValidate, ...mistakesInPlan].map(({ what, stage }) => [what, `\`${stage}\``]),
  ];
  return [
    "# Mistakes, and what finds them",
    "",
    `Written by \`${command}\` from the tests that make these mistakes; do not edit. Each stands with the first that finds it, in`,
    "this order: type check, then what runs at synth (checks of contracts and environments, naming, register, schema check,",
    "guardrails, addresses of data), then `terraform validate` and `terraform plan`, which `npm run verify` runs for every stack without AWS. None",
    "reaches `apply`. That what comes before passes a mistake is tested: what a guardrail finds passes the schema check, what",
    "`validate` finds passes both, and what `plan` finds passes `validate` too.",
    "",
    "¹ Tried with Terraform: `validate`, `plan` and an `apply` on an emulator all take it.",
    "",
    ...markdownTable(
      ["mistake", "found by"],
      rows.map(([what = "", stage = ""]) => [capital(withoutEmphasis(what)), stage]),
    ),
    "",
  ].join("\n");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import { markdownTable, withoutEmphasis } from "../../modules/markdown-table.ts";
import { guardrailMistakes } from "../modules/guardrails/mistakes/index.ts";
import { mistakesBeforeTheStack } from "./before-the-stack.ts";
import { mistakesInTheSchema } from "./in-the-schema.ts";
import { typeMistakes } from "./type-mistakes.ts";

/** Mistakes that are planted by tests, and what finds each: `docs/mistakes.md`. */
export function mistakesDocument(command: string): string {
  const rows = [
    ...typeMistakes().map((what) => [what, "type check"]),
    ...[...mistakesBeforeTheStack, ...mistakesInTheSchema].map(({ what, stage }) => [what, stage]),
    ...guardrailMistakes.map(({ what, rule, also = [], unnoticedByTerraform }) => [
      unnoticedByTerraform ? `${what} ¹` : what,
      [rule, ...also].map((id) => `guardrail [${id}](guardrails.md#${id})`).join(", "),
    ]),
  ];
  return [
    "# Mistakes, and what finds them",
    "",
    `Written by \`${command}\` from the tests that make these mistakes; do not edit. Each is found at synth or before, without`,
    "AWS and without Terraform. What a guardrail finds passes the schema check.",
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

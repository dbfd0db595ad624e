import { markdownTable, withoutEmphasis } from "../markdown-table.ts";
import type { GuardrailException } from "./exceptions.ts";
import type { Rule } from "./rule.ts";
import { rules } from "./rules.ts";

export interface GuardrailsDocumentProps {
  /** Stacks with what they are excused from. */
  readonly stacks: readonly { readonly name: string; readonly exceptions?: readonly GuardrailException[] }[];
  /** How to write the document again. */
  readonly command: string;
}

/** `docs/guardrails.md`: every rule that stacks are held to, and every exception. */
export function guardrailsDocument({ stacks, command }: GuardrailsDocumentProps): string {
  return [
    "# Guardrails",
    "",
    `Written by \`${command}\` from \`modules/guardrails/rules\`; do not edit. Every synthesis holds every stack to these`,
    `${rules.length} rules and says at once what breaks them. [mistakes.md](mistakes.md) lists mistakes that they find.`,
    "",
    "A rule is one file, and the file's name is its id. Where a rule cannot hold, the stack's definition says so in",
    "`exceptions`: the rule's id, one construct path or address, and the reason. An exception that nothing needs is an error.",
    "",
    "Guards: requirements, `D` and a number for a [defect of the first system](defects.md), AWS where AWS itself would",
    "refuse. Rules without one are what any system on AWS should hold to.",
    ...exceptionLines(stacks),
    ...rules.flatMap(ruleLines),
    "",
  ].join("\n");
}

function exceptionLines(stacks: GuardrailsDocumentProps["stacks"]): readonly string[] {
  const rows = stacks.flatMap(({ name, exceptions = [] }) =>
    exceptions.map(({ rule, place, reason }) => [name, `[${rule}](#${rule})`, `\`${place}\``, reason]),
  );
  const table = rows.length === 0 ? ["None."] : markdownTable(["stack", "rule", "where", "why"], rows);
  return ["", "## Exceptions", "", ...table];
}

function ruleLines({ id, wrong, matters, remedy, requirements }: Rule): readonly string[] {
  const guards = requirements.length === 0 ? [] : ["", `**Guards:** ${requirements.join(", ")}`];
  return [
    "",
    `## ${id}`,
    "",
    `${withoutEmphasis(wrong)} **Why it matters:** ${withoutEmphasis(matters)}`,
    "",
    `**What to do:** ${withoutEmphasis(remedy)}`,
    ...guards,
  ];
}

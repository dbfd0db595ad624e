import { guardrailProblems } from "../guardrails/check-guardrails.ts";
import type { PackagedFunction } from "../packaging/package-functions.ts";
import { zipNames } from "../packaging/zip-names.ts";
import type { Problem } from "../problem.ts";
import type { StackDefinition } from "./stack-definition.ts";
import type { SynthesizedStack } from "./synthesized-stack.ts";

/** Holds the stacks of a synthesis to the guardrails: together, because some rules are about what stacks share. */
export function guardedStackProblems(
  definitions: readonly StackDefinition[],
  stacks: readonly SynthesizedStack[],
  packaged: readonly PackagedFunction[],
): readonly Problem[] {
  const zips = new Map(packaged.map(({ artifact, zip }) => [artifact.fileName, zip]));
  const guarded = stacks.flatMap(({ name, json }) =>
    definitions
      .filter((definition) => definition.name === name)
      .map(({ production, exceptions = [], functions }) => ({
        name,
        json,
        production,
        exceptions,
        contracts: functions.map(({ contract }) => contract),
      })),
  );
  return guardrailProblems(guarded, (fileName) => {
    const zip = zips.get(fileName);
    return zip === undefined ? undefined : zipNames(zip);
  });
}

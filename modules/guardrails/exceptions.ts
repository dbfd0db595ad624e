import type { Problem } from "../problem.ts";
import type { Finding, Rule } from "./rule.ts";

/** Lets one resource of a stack break one rule. */
export interface GuardrailException {
  /** Id of the rule. */
  readonly rule: string;
  /** Construct path or address of the resource, written out. */
  readonly place: string;
  /** Why the rule does not hold there. */
  readonly reason: string;
}

/** Whether an exception speaks about a finding of a rule. */
export function isExcepted(exceptions: readonly GuardrailException[], rule: string, { subject }: Finding): boolean {
  return exceptions.some(
    (exception) =>
      exception.rule === rule && (exception.place === subject.address || exception.place === subject.constructPath),
  );
}

/** Exceptions that say nothing: no such rule, no reason, a pattern instead of a place, or nothing that they let pass. */
export function exceptionProblems(
  stackName: string,
  exceptions: readonly GuardrailException[],
  rules: readonly Rule[],
  broken: readonly { readonly rule: Rule; readonly finding: Finding }[],
): readonly Problem[] {
  return exceptions.flatMap((exception) => {
    const place = `stack ${stackName}, exception of ${exception.rule} for ${exception.place}`;
    if (!rules.some(({ id }) => id === exception.rule)) {
      return [
        {
          place,
          found: `no guardrail "${exception.rule}"`,
          expected: "an id of docs/guardrails.md",
          remedy: "Correct the id, or remove the exception.",
        },
      ];
    }
    if (exception.place.includes("*")) {
      return [
        {
          place,
          found: "a wildcard",
          expected: "the construct path or address of one resource",
          remedy: "Write one exception per resource.",
        },
      ];
    }
    if (exception.reason.trim() === "") {
      return [{ place, found: "no reason", expected: "why the rule does not hold there", remedy: "Write it down." }];
    }
    if (broken.some(({ rule, finding }) => isExcepted([exception], rule.id, finding))) return [];
    return [
      {
        place,
        found: "nothing there that breaks the rule",
        expected: "exceptions that are needed",
        remedy: "Remove the exception, or correct its place.",
      },
    ];
  });
}

import { nearest } from "../nearest.ts";
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

/** A rule with a subject that breaks it. */
export interface BrokenRule {
  readonly rule: Rule;
  readonly finding: Finding;
}

/** Whether exceptions let a broken rule pass. One without a reason lets nothing pass. */
export function isExcepted(exceptions: readonly GuardrailException[], { rule, finding }: BrokenRule): boolean {
  const { address, constructPath } = finding.subject;
  return exceptions.some(
    (exception) =>
      exception.rule === rule.id &&
      exception.reason.trim() !== "" &&
      (exception.place === address || exception.place === constructPath),
  );
}

/** Exceptions that say nothing: no such rule, no reason, a pattern instead of a place, or nothing that they let pass. */
export function exceptionProblems(
  stackName: string,
  exceptions: readonly GuardrailException[],
  rules: readonly Rule[],
  broken: readonly BrokenRule[],
): readonly Problem[] {
  return exceptions.flatMap((exception) => {
    const place = `stack ${stackName}, exception of ${exception.rule} for ${exception.place}`;
    const wrong = whatIsWrong(exception, rules) ?? whatIsUnneeded(exception, broken);
    return wrong === undefined ? [] : [{ place, ...wrong }];
  });
}

type Wrong = Omit<Problem, "place">;

function whatIsWrong({ rule, place, reason }: GuardrailException, rules: readonly Rule[]): Wrong | undefined {
  const ids = rules.map(({ id }) => id);
  if (!ids.includes(rule)) {
    return {
      found: `no guardrail "${rule}"`,
      expected: nearest(rule, ids) ?? "an id of docs/guardrails.md",
      remedy: "Correct the id, or remove the exception.",
    };
  }
  if (place.includes("*")) {
    return {
      found: "a wildcard",
      expected: "the construct path or address of one resource",
      remedy: "Write one exception per resource.",
    };
  }
  if (reason.trim() !== "") return undefined;
  return { found: "no reason", expected: "why the rule does not hold there", remedy: "Write it down." };
}

function whatIsUnneeded(exception: GuardrailException, broken: readonly BrokenRule[]): Wrong | undefined {
  if (broken.some((each) => isExcepted([exception], each))) return undefined;
  return {
    found: "nothing there that breaks the rule",
    expected: "exceptions that are needed",
    remedy: "Remove the exception, or correct its place.",
  };
}

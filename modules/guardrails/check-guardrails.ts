import type { Problem } from "../problem.ts";
import { type CheckedStack, checkedStacks, type GuardedStack, type ZipContent } from "./checked-stack.ts";
import { type BrokenRule, exceptionProblems, type GuardrailException, isExcepted } from "./exceptions.ts";
import type { Finding, Rule, Violation } from "./rule.ts";
import { rules as allRules } from "./rules.ts";

/** A stack of a synthesis, with what it is excused from. */
export interface StackToGuard extends GuardedStack {
  readonly exceptions: readonly GuardrailException[];
}

/** Holds stacks of one synthesis to the rules. Says everything at once, over all of them. */
export function guardrailProblems(
  stacks: readonly StackToGuard[],
  zipContent: ZipContent,
  rules: readonly Rule[] = allRules,
): readonly Problem[] {
  const checked = checkedStacks(stacks, zipContent);
  return stacks.flatMap(({ exceptions }, index) => {
    const stack = checked[index];
    return stack === undefined ? [] : stackProblems(stack, exceptions, rules);
  });
}

function stackProblems(
  stack: CheckedStack,
  exceptions: readonly GuardrailException[],
  rules: readonly Rule[],
): readonly Problem[] {
  const broken = brokenRules(stack, rules);
  return [
    ...broken
      .filter((each) => !isExcepted(exceptions, each))
      .flatMap(({ rule, finding }) =>
        finding.violations.map((violation) => problem(stack.name, rule, finding, violation)),
      ),
    ...exceptionProblems(stack.name, exceptions, rules, broken),
  ];
}

function brokenRules(stack: CheckedStack, rules: readonly Rule[]): readonly BrokenRule[] {
  return rules.flatMap((rule) =>
    rule
      .check(stack)
      .filter(({ outcome }) => outcome === "not compliant")
      .map((finding) => ({ rule, finding })),
  );
}

function problem(stackName: string, rule: Rule, { subject }: Finding, { path, found, expected }: Violation): Problem {
  const { address, constructPath } = subject;
  const place = [
    `stack ${stackName}`,
    ...(address === stackName ? [] : [constructPath === undefined ? address : `${address} (${constructPath})`]),
    ...(path === undefined ? [] : [path]),
  ];
  return { place: place.join(", "), found, expected, remedy: `${rule.remedy} (guardrail ${rule.id})` };
}

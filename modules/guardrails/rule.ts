import type { CheckedStack } from "./checked-stack.ts";
import type { Resource, Subject } from "./resource.ts";

/** One thing that is wrong with a subject. */
export interface Violation {
  /** Key path below the subject. Default: the subject as a whole. */
  readonly path?: string;
  readonly found: string;
  readonly expected: string;
}

/** What a rule says about a subject: nothing to say, or what is wrong; an empty list is compliant. */
export type Judgement = "not applicable" | readonly Violation[];

/** A subject with what a rule says about it. */
export interface Finding {
  readonly subject: Subject;
  readonly outcome: "compliant" | "not compliant" | "not applicable";
  /** Empty unless it is not compliant. */
  readonly violations: readonly Violation[];
}

/** Something that every synthesized stack must hold to. The id is the name of the rule's file. */
export interface Rule {
  readonly id: string;
  /** What is wrong where the rule is broken. */
  readonly wrong: string;
  /** Why that matters. */
  readonly matters: string;
  /** What to do. */
  readonly remedy: string;
  /**
   * Requirements that it guards, and defects of the first system (docs/defects.md); `AWS` where AWS itself would refuse.
   * Empty: what every system on AWS should hold to.
   */
  readonly requirements: readonly string[];
  readonly check: (stack: CheckedStack) => readonly Finding[];
}

/** A finding from a judgement. */
export function finding(subject: Subject, judgement: Judgement): Finding {
  if (judgement === "not applicable") return { subject, outcome: judgement, violations: [] };
  return { subject, outcome: judgement.length === 0 ? "compliant" : "not compliant", violations: judgement };
}

/** A check that judges every resource of some kinds for itself. */
export function eachOf(
  kinds: string | readonly string[],
  judge: (resource: Resource, stack: CheckedStack) => Judgement,
): Rule["check"] {
  const judged = typeof kinds === "string" ? [kinds] : kinds;
  return (stack) =>
    judged.flatMap((kind) => stack.of(kind).map((resource) => finding(resource, judge(resource, stack))));
}

/** The violation, if something is wrong. */
export function violationIf(wrong: boolean, violation: Violation): readonly Violation[] {
  return wrong ? [violation] : [];
}

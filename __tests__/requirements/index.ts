import { functionalRequirements } from "./functional.ts";
import { laterRequirements } from "./later.ts";
import type { Requirement } from "./requirement.ts";
import { successCriteria } from "./success.ts";

/** A part of the table under a heading of its own. */
export interface RequirementGroup {
  readonly title: string;
  readonly requirements: readonly Requirement[];
}

/** Every requirement, in the order of the table. */
export const requirementGroups: readonly RequirementGroup[] = [
  { title: "What tracing and watching do", requirements: functionalRequirements },
  { title: "How one sees that it works", requirements: successCriteria },
  { title: "What was found out later", requirements: laterRequirements },
];

export const requirements: readonly Requirement[] = requirementGroups.flatMap((group) => group.requirements);

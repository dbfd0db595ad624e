import { nearest } from "../../nearest.ts";
import { iamAction, iamActionsOf } from "../iam-actions.ts";
import { eachStatement } from "../policy-checks.ts";
import type { Rule, Violation } from "../rule.ts";

export const policyAction: Rule = {
  id: "policy-action",
  wrong: "A policy names an action or a service that AWS does not have.",
  matters: "IAM takes any action of the right shape: the policy is stored, allows nothing, and the call is denied.",
  remedy: "Correct it; the service authorization reference of AWS lists all actions.",
  requirements: ["AWS", "D25"],
  check: eachStatement(["identity", "resource", "trust"], ({ actions }) => actions.flatMap(unknown)),
};

function unknown(action: string): readonly Violation[] {
  if (action === "*" || action.includes("${")) return [];
  const [service = ""] = action.split(":");
  if (/[*?]/.test(action)) return matches(action, service) ? [] : [violation(action, "a pattern that an action fits")];
  switch (iamAction(action)) {
    case "unknown service":
      return [violation(action, "the prefix of a service")];
    case "unknown action":
      return [violation(action, nearest(action, iamActionsOf(service)) ?? `an action of ${service}`)];
    default:
      return [];
  }
}

function matches(pattern: string, service: string): boolean {
  if (iamAction(`${service}:*`) === "not listed") return true;
  const escaped = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return iamActionsOf(service).some((action) => new RegExp(`^${escaped}$`, "i").test(action));
}

function violation(action: string, expected: string): Violation {
  return { found: `the action "${action}"`, expected };
}

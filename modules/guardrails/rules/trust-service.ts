import { nearest } from "../../nearest.ts";
import { eachStatement } from "../policy-checks.ts";
import type { Rule } from "../rule.ts";
import { servicePrincipals, withoutRegion } from "../service-principals.ts";

export const trustService: Rule = {
  id: "trust-service",
  wrong: "A policy trusts a service that AWS does not have.",
  matters: "Nobody can take the role on, or use the resource; the emulator takes any spelling.",
  remedy: "Spell the service as AWS does; a new one belongs into modules/guardrails/service-principals.ts.",
  requirements: ["AWS"],
  check: eachStatement(["trust", "resource"], ({ principals }) =>
    (principals.Service ?? [])
      .filter((service) => service !== "*" && !servicePrincipals.includes(withoutRegion(service)))
      .map((service) => ({
        found: `the service "${service}"`,
        expected: nearest(service, servicePrincipals) ?? "a service such as lambda.amazonaws.com",
      })),
  ),
};

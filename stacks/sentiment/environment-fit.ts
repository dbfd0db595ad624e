import type { Environment } from "../../environments/schema.ts";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { nearest } from "../../modules/nearest.ts";
import { type Problem, refuseProblems } from "../../modules/problem.ts";

/**
 * Holds what an environment says about functions to the functions that there are.
 *
 * @throws ProblemError naming every function that an environment file mentions and that does not exist.
 */
export function checkEnvironmentFits(environment: Environment, contracts: readonly LambdaContract[]): void {
  const known = contracts.map(({ name }) => name);
  const mentioned = [
    ...Object.keys(environment.settings).map((name) => [`settings.${name}`, name] as const),
    ...Object.keys(environment.logRetentionDays.functions).map(
      (name) => [`logRetentionDays.functions.${name}`, name] as const,
    ),
    ...environment.samplingRules.flatMap(({ name, applies }) =>
      typeof applies === "object" ? [[`samplingRules, ${name}, applies.function`, applies.function] as const] : [],
    ),
  ];
  refuseProblems(
    mentioned
      .filter(([, name]) => !known.includes(name))
      .map(([place, name]) => unknownFunction(`environments/${environment.name}.ts, ${place}`, name, known)),
  );
}

function unknownFunction(place: string, name: string, known: readonly string[]): Problem {
  const suggestion = nearest(name, known);
  return {
    place,
    found: `the unknown function "${name}"`,
    expected: suggestion === undefined ? `one of ${[...known].sort().join(", ")}` : `"${suggestion}"`,
    remedy: "Rename or remove it.",
  };
}

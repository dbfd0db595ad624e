import { collectorLayerProblems } from "../modules/functions/collector-layer.ts";
import { platform } from "../modules/functions/platform.ts";
import { nearest } from "../modules/nearest.ts";
import { type Problem, refuseProblems } from "../modules/problem.ts";
import { expectation, issueProblems } from "./issues.ts";
import { keyPath, valueAt } from "./key-path.ts";
import { productionProblems } from "./production-rules.ts";
import { type Environment, environmentSchema } from "./schema.ts";
import { type KnownFunctions, trafficProblems } from "./traffic-rules.ts";

/**
 * Holds an environment file to its schema, to the functions that there are and, where it is a production environment,
 * to the production rules.
 *
 * @param name the file's name without its ending
 * @param functions names of the functions that the environment's stacks deploy
 * @throws ProblemError naming everything that is wrong with the file.
 */
export function checkEnvironment(candidate: unknown, name: string, functions: KnownFunctions): Environment {
  const file = `environments/${name}.ts`;
  const result = environmentSchema.safeParse(candidate, { error: expectation });
  refuseProblems([
    ...issueProblems(result.error?.issues ?? [], candidate, environmentSchema, file),
    ...nameProblems(candidate, name, file),
    ...layerProblems(candidate, file),
    ...functionProblems(candidate, functions.all, file),
    ...trafficProblems(candidate, functions, file),
    ...budgetProblems(candidate, file),
    ...productionProblems(candidate, file),
  ]);
  return candidate as Environment;
}

/** The file's name is what people pass to commands, the name inside is what resources are called. */
function nameProblems(candidate: unknown, name: string, file: string): readonly Problem[] {
  const found = valueAt(candidate, ["name"]);
  if (typeof found !== "string" || found === name) return [];
  return [
    {
      place: `${file}, name`,
      found: JSON.stringify(found),
      expected: JSON.stringify(name),
      remedy: "Call the file and the environment the same.",
    },
  ];
}

function layerProblems(candidate: unknown, file: string): readonly Problem[] {
  const arn = valueAt(candidate, ["collectorLayerArn"]);
  const region = valueAt(candidate, ["region"]);
  if (typeof arn !== "string" || typeof region !== "string") return [];
  return collectorLayerProblems(arn, { region, architecture: platform.architecture }, `${file}, collectorLayerArn`);
}

/** Watching is a part of what everything may cost. */
function budgetProblems(candidate: unknown, file: string): readonly Problem[] {
  const [watching, everything] = ["observabilityBudgetDollars", "monthlyBudgetDollars"].map((key) =>
    valueAt(candidate, [key]),
  );
  if (typeof watching !== "number" || typeof everything !== "number") return [];
  if (watching <= everything || everything <= 0) return [];
  return [
    {
      place: `${file}, observabilityBudgetDollars`,
      found: `${watching}`,
      expected: `at most monthlyBudgetDollars, ${everything}`,
      remedy: "Raise the budget of everything, or watch for less.",
    },
  ];
}

/** Everything that an environment says about one function by its name. */
function functionProblems(candidate: unknown, known: readonly string[], file: string): readonly Problem[] {
  const keysAt = (...path: readonly string[]) =>
    Object.keys(valueAt(candidate, path) ?? {}).map((name) => ({ name, path: [...path, name] as PropertyKey[] }));
  const rules: unknown = valueAt(candidate, ["samplingRules"]);
  const sampled = (Array.isArray(rules) ? rules : []).flatMap((_, index) => {
    const path = ["samplingRules", index, "applies", "function"];
    const name = valueAt(candidate, path);
    return typeof name === "string" ? [{ name, path }] : [];
  });
  return [
    ...keysAt("settings"),
    ...keysAt("logRetentionDays", "functions"),
    ...keysAt("expectedTraffic", "invocationsPerDay"),
    ...sampled,
  ]
    .filter(({ name }) => !known.includes(name))
    .map(({ name, path }) => ({
      place: `${file}, ${keyPath(path)}`,
      found: `function "${name}", which is not deployed`,
      expected: nearest(name, known) ?? `one of ${known.join(", ")}`,
      remedy: "Correct or remove it.",
    }));
}

import type { z } from "zod";
import { nearest } from "../modules/nearest.ts";
import { type Problem, refuseProblems } from "../modules/problem.ts";
import { type Environment, environmentSchema } from "./schema.ts";

/**
 * Holds an environment file to its schema and, where it is a production environment, to the production rules.
 *
 * @throws ProblemError naming every key that is unknown, missing or malformed.
 */
export function checkEnvironment(candidate: unknown, name: string): Environment {
  const place = `environments/${name}.ts`;
  const result = environmentSchema.safeParse(candidate, { reportInput: true });
  if (!result.success) refuseProblems(result.error.issues.flatMap((issue) => problemsOf(issue, place, candidate)));
  const environment = candidate as Environment;
  if (environment.production) refuseProblems(productionProblems(environment, place));
  return environment;
}

function problemsOf(issue: z.core.$ZodIssue, place: string, candidate: unknown): readonly Problem[] {
  const path = [...issue.path];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(key, path, place, candidate));
  return [
    {
      place: [place, ...path]
        .join(", ")
        .replace(", ", ", ")
        .replaceAll(/, (?=[^,]*$)/g, ", "),
      found: issue.input === undefined ? "nothing" : JSON.stringify(issue.input),
      expected: issue.message,
      remedy: issue.input === undefined ? "Add it." : "Correct the value.",
    },
  ];
}

function unknownKey(key: string, path: readonly PropertyKey[], place: string, candidate: unknown): Problem {
  void candidate;
  const known: string[] = Object.keys(environmentSchema.shape);
  const suggestion = nearest(key, known);
  return {
    place: `${place}, ${[...path, key].join(".")}`,
    found: "an unknown key",
    expected: suggestion === undefined ? `one of ${known.join(", ")}` : `"${suggestion}"`,
    remedy: "Rename or remove it.",
  };
}

function productionProblems(environment: Environment, place: string): readonly Problem[] {
  const empty = (["corsOrigins", "alarmSubscribers"] as const).filter((key) => environment[key].length === 0);
  return [
    ...empty.map((key) => ({
      place: `${place}, ${key}`,
      found: "an empty list",
      expected: "at least one entry in a production environment",
      remedy: key === "corsOrigins" ? "Name the origins of the web application." : "Name who is told about alarms.",
    })),
    ...localTexts(environment).map(({ path, value }) => ({
      place: `${place}, ${path}`,
      found: JSON.stringify(value),
      expected: "no address of the local machine in a production environment",
      remedy: "Name the public address.",
    })),
  ];
}

const localAddress = /\b(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0)\b|\[::1\]/i;

function localTexts(value: unknown, path = ""): readonly { readonly path: string; readonly value: string }[] {
  if (typeof value === "string") return localAddress.test(value) ? [{ path, value }] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => localTexts(child, path === "" ? key : `${path}.${key}`));
}

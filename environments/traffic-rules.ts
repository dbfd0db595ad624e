import type { Problem } from "../modules/problem.ts";
import { valueAt } from "./key-path.ts";

const path = ["expectedTraffic", "invocationsPerDay"];

/** Names of an environment's functions. */
export interface KnownFunctions {
  readonly all: readonly string[];
  /** Those that requests or messages invoke, so that no schedule says how often they run. */
  readonly invokedByOthers: readonly string[];
}

/** The environment has to expect something of exactly the functions whose contract cannot say how often they run. */
export function trafficProblems(
  candidate: unknown,
  { all, invokedByOthers }: KnownFunctions,
  file: string,
): readonly Problem[] {
  const expected = valueAt(candidate, path);
  if (typeof expected !== "object" || expected === null) return [];
  const place = (name: string) => `${file}, ${path.join(".")}.${name}`;
  const missing = invokedByOthers.filter((name) => !(name in expected));
  const needless = Object.keys(expected).filter((name) => all.includes(name) && !invokedByOthers.includes(name));
  return [
    ...missing.map((name) => ({
      place: place(name),
      found: "nothing",
      expected: "invocations a day that requests or messages make",
      remedy: "Add it: logs and traces are paid for by invocation, and no schedule says how many there are.",
    })),
    ...needless.map((name) => ({
      place: place(name),
      found: "a function that only schedules invoke",
      expected: "nothing, because its contract says how often it runs",
      remedy: "Remove it.",
    })),
  ];
}

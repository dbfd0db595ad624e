import type { Problem } from "../modules/problem.ts";
import { keyPath, valueAt } from "./key-path.ts";

const needed = {
  corsOrigins: "Name the origins of the web application: no browser could use the API.",
  alarmSubscribers: "Name who is told about alarms: nobody would hear of them.",
} as const;

/** What is fine elsewhere and wrong where real people depend on it. */
export function productionProblems(candidate: unknown, file: string): readonly Problem[] {
  if (valueAt(candidate, ["production"]) !== true) return [];
  const empty = Object.entries(needed).filter(([key]) => {
    const list = valueAt(candidate, [key]);
    return Array.isArray(list) && list.length === 0;
  });
  return [
    ...empty.map(([key, remedy]) => ({
      place: `${file}, ${key}`,
      found: "an empty list",
      expected: "at least one entry in a production environment",
      remedy,
    })),
    ...localTexts(candidate, []).map(({ path, text }) => ({
      place: `${file}, ${keyPath(path)}`,
      found: JSON.stringify(text),
      expected: "no address of the local machine in a production environment",
      remedy: "Name the public address.",
    })),
  ];
}

const localAddress = /\b(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0)\b|\[::1?\]/i;

interface FoundText {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

function localTexts(value: unknown, path: readonly PropertyKey[]): readonly FoundText[] {
  if (typeof value === "string") return localAddress.test(value) ? [{ path, text: value }] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => localTexts(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => localTexts(item, [...path, key]));
}
